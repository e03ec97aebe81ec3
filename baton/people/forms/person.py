"""Who somebody is: added, corrected, renamed, born."""

from datetime import date
from typing import Any, cast

from django.utils import timezone

from baton.people.actions.records import NewPerson
from baton.people.forms import choices
from baton.people.models import Person
from baton.people.rules.identifiers import masked, read_nhs_number, read_upn
from baton.people.rules.persons import FORMER_NAME_LABELS, FormerNameKind, Sex, wrong_with
from baton.ui.fields import (
    ChoiceField,
    ConfirmField,
    DateField,
    Field,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)
from baton.ui.forms import BaseForm, Form

LONGEST_NAME = 100
NUMBERS = {"upn": read_upn, "nhs_number": read_nhs_number}
"""Numbers show their last signs alone, on the form that changes them too."""


class NamedForm(BaseForm):
    """Names, and that they may not be known."""

    given_names = TextField("First names", required=False, limit=LONGEST_NAME, mark_optional=False)
    family_name = TextField("Family name", required=False, limit=LONGEST_NAME, mark_optional=False)


class BasicsForm(NamedForm):
    """The least one should know of somebody."""

    date_of_birth = DateField(
        "Date of birth",
        required=False,
        past=True,
        hint="For example, 27 3 2015. If you do not know it, leave it empty.",
    )
    sex = ChoiceField("Sex", choices=choices.sexes, initial=Sex.NOT_KNOWN.value, inline=True)


class DetailsForm(BasicsForm, Form):
    """Everything about who somebody is, but their addresses and relationships."""

    known_as = TextField("What are they called, if that is another name?", required=False, limit=LONGEST_NAME)
    name_not_known = ConfirmField("Their name is not known", required=False)
    expected_on = DateField("When is the baby expected?", required=False)
    died_on = DateField("Date of death", required=False, past=True)
    ethnicity = SelectField(
        "Ethnicity", choices=choices.ethnicities, required=False, empty_words="Not recorded"
    )
    first_language = SelectField("First language", choices=[], required=False, empty_words="Not recorded")
    interpreter_language = SelectField(
        "Do they need an interpreter?", choices=[], required=False, empty_words="None needed, or not known"
    )
    school = SelectField(
        "School, college or nursery", choices=choices.schools, required=False, empty_words="None of these"
    )
    school_name = TextField("Another school or setting", required=False, limit=160)
    upn = TextField("Unique pupil number (UPN)", required=False, width=20, limit=20, spellcheck=False)
    nhs_number = TextField("NHS number", required=False, width=20, limit=20, spellcheck=False)
    keep_wrong = ConfirmField(
        "Keep a number whose check character is wrong: it is marked, and never used to match", required=False
    )
    forget_upn = ConfirmField("Take away the UPN on record", required=False)
    forget_nhs_number = ConfirmField("Take away the NHS number on record", required=False)
    not_to_be_told = YesNoField(
        "Must this person not be told about contact with the family?",
        required=False,
        reveals={"yes": ["not_to_be_told_reason"]},
    )
    not_to_be_told_reason = TextAreaField("Why must they not be told?", rows=2)

    def __init__(self, *args: Any, person: Person, school: bool = True, **kwargs: Any) -> None:
        """Take the person; without `school` where they can be met is neither shown nor changed."""
        self.person = person
        kwargs.setdefault("initial", details_of(person))
        super().__init__(*args, **kwargs)
        languages = choices.languages(person.first_language, person.interpreter_language)
        choices.offer(self, "first_language", languages)
        choices.offer(self, "interpreter_language", languages)
        for name in ["date_of_birth", "died_on", "sex"] if person.unborn else ["expected_on"]:
            del self.fields[name]
        for name in [] if school else ["school", "school_name"]:
            del self.fields[name]
        for name in NUMBERS:
            if on_record := getattr(person, name):
                field = cast(Field, self.fields[name])
                field.hint = f"On record: {masked(on_record)}. Leave it empty to keep that."
            else:
                del self.fields[f"forget_{name}"]

    def clean(self) -> dict[str, Any]:
        """Refuse two schools at once, and a number that is not sound unless it is to be kept."""
        values = super().clean() or self.cleaned_data
        if values.get("school") and values.get("school_name"):
            self.add_error("school_name", "Choose the school from the list or write its name, not both")
        for name, read in NUMBERS.items():
            wrong = read(values.get(name) or "").wrong
            if wrong and not values.get("keep_wrong"):
                self.add_error(name, f"{wrong}. Correct it, or tick that a wrong number is kept.")
        return values

    @property
    def corrections(self) -> dict[str, Any]:
        """Give the values for `actions.person.correct`."""
        values = self.values
        not_known = values.pop("name_not_known")
        values.pop("keep_wrong")
        if "school" in values:
            values["school_id"] = choices.as_id(values.pop("school"))
        for name in NUMBERS:
            forget = values.pop(f"forget_{name}", False)
            if not values[name] and not forget:
                del values[name]
        told = values.pop("not_to_be_told")
        return values | {
            "name_known": not not_known,
            "not_to_be_told": bool(told),
            "not_to_be_told_reason": values["not_to_be_told_reason"] if told else "",
        }


def details_of(person: Person) -> dict[str, Any]:
    """Return what is known of a person, as the form shows it."""
    names = [
        "given_names", "family_name", "known_as", "date_of_birth", "expected_on", "died_on", "sex", "ethnicity",
        "first_language", "interpreter_language", "school_name", "not_to_be_told_reason",
    ]  # fmt: skip
    return {name: getattr(person, name) for name in names} | {
        "name_not_known": not person.name_known,
        "school": str(person.school_id or ""),
        "not_to_be_told": person.not_to_be_told,
        "expected_version": person.version,
    }


class RenameForm(NamedForm, Form):
    """Somebody's name has changed."""

    kind = ChoiceField(
        "What was the old name?",
        choices=list(FORMER_NAME_LABELS.items()),
        initial=FormerNameKind.FORMER.value,
    )
    on = DateField("When did the name change?", required=False, past=True)

    def clean(self) -> dict[str, Any]:
        """Refuse an empty name."""
        values = super().clean() or self.cleaned_data
        if not (values.get("given_names") or values.get("family_name")):
            self.add_error("family_name", "Enter the new name")
        return values


class OtherNameForm(NamedForm, Form):
    """Another name by which somebody is or was known."""

    kind = ChoiceField(
        "What kind of name is it?",
        choices=list(FORMER_NAME_LABELS.items()),
        initial=FormerNameKind.ALIAS.value,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an empty name."""
        values = super().clean() or self.cleaned_data
        if not (values.get("given_names") or values.get("family_name")):
            self.add_error("family_name", "Enter the other name")
        return values


class BirthForm(BasicsForm, Form):
    """A baby has been born."""

    date_of_birth = DateField("When was the baby born?", past=True)

    field_order = ["date_of_birth", "given_names", "family_name", "sex"]


def new_person(values: dict[str, Any], *, unborn: bool, **more: Any) -> NewPerson:
    """Return what a form says of somebody new."""
    named = bool(values["given_names"] or values["family_name"])
    return NewPerson(
        given_names=values["given_names"],
        family_name=values["family_name"],
        name_known=named or unborn,
        date_of_birth=None if unborn else values["date_of_birth"],
        expected_on=values.get("expected_on") if unborn else None,
        unborn=unborn,
        sex=Sex.NOT_KNOWN if unborn else Sex(values["sex"]),
        **more,
    )


def fault_of(person: NewPerson, today: date | None = None) -> tuple[str, str] | None:
    """Return the field and words of what cannot be so of somebody new."""
    return wrong_with(
        named=bool(person.given_names or person.family_name),
        name_known=person.name_known,
        unborn=person.unborn,
        born=person.date_of_birth,
        expected=person.expected_on,
        died=person.died_on,
        today=today or timezone.localdate(),
    )
