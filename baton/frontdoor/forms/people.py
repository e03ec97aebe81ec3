"""The people an enquiry names: one small form for each, another at the press of a button."""

from typing import Any

from baton.frontdoor.actions.values import NewPerson
from baton.frontdoor.rules.enquiry import PersonRole
from baton.partnership import profiles
from baton.ui.fields import (
    ChoiceField,
    ConfirmField,
    DateField,
    IntegerField,
    PhoneField,
    PostcodeField,
    SelectField,
    TextField,
)
from baton.ui.forms import BaseForm, Repeated

MOST_PEOPLE = 15
NOBODY = "Enter who this is about: at least one name, age or school"
OLDEST = 120

ROLES = (
    (PersonRole.CHILD, "A child"),
    (PersonRole.ADULT, "An adult"),
    (PersonRole.UNBORN, "A baby not born yet"),
)
TYPED = (
    "given_names",
    "family_name",
    "date_of_birth",
    "age_given",
    "expected_on",
    "relationship",
    "school",
    "phone",
)

FOLDED = ("age_given", "relationship", "school", "phone", "elsewhere")


def relationships_offered() -> list[tuple[str, str]]:
    """Return what somebody may be to a child, in the profile's words."""
    return [(item.code, item.label) for item in profiles.current().relationships if item.offered]


class PersonForm(BaseForm):
    """Somebody in the family. Everything but who they are may be left out: not everybody knows a birth date."""

    role = ChoiceField(
        "Who is this?",
        choices=ROLES,
        reveals={PersonRole.UNBORN: ["expected_on"]},
        required=False,
        mark_optional=False,
        inline=True,
    )
    expected_on = DateField("When is the baby due?", required=False)
    given_names = TextField("First names", required=False, mark_optional=False, limit=200, spellcheck=False)
    family_name = TextField("Family name", required=False, mark_optional=False, limit=200, spellcheck=False)
    date_of_birth = DateField(
        "Date of birth", hint="Like 27 3 2015", past=True, required=False, mark_optional=False
    )
    age_given = IntegerField(
        "Age in years, if you do not know the date",
        required=False,
        mark_optional=False,
        width=3,
        low=0,
        high=OLDEST,
    )
    relationship = SelectField(
        "What are they to the child?", choices=relationships_offered, empty_words="Not said", required=False
    )
    school = TextField("School, nursery or college", required=False, limit=200)
    phone = PhoneField("Telephone", required=False)
    elsewhere = ConfirmField(
        "They live at another address", required=False, reveals={"yes": ["address", "postcode"]}
    )
    address = TextField("Their address", required=False)
    postcode = PostcodeField("Their postcode", required=False, outcode=True)

    def has_more(self) -> bool:
        """Tell whether something stands in the fields that are folded away."""
        return any(self[name].value() for name in FOLDED)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said about anybody here; what is wrong was said too."""
        return not any(name in self.errors or self.cleaned_data.get(name) not in (None, "") for name in TYPED)

    def clean(self) -> dict[str, Any]:
        """Ask who somebody is, once something was said about them."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not typed.get("role") and not self.is_empty:
            self.add_error("role", "Say whether this is a child, an adult or a baby not born yet")
        return typed

    def value(self) -> NewPerson:
        """Return the person as the action takes one."""
        typed: dict[str, Any] = {name: self.cleaned_data[name] for name in TYPED}
        role = PersonRole(self.cleaned_data["role"])
        if role is PersonRole.UNBORN:
            typed |= {"date_of_birth": None, "age_given": None}
        else:
            typed["expected_on"] = None
        if self.cleaned_data["elsewhere"]:
            typed |= {name: self.cleaned_data[name] for name in ("address", "postcode")}
        return NewPerson(role=role, **typed)


def people_forms(*, data: Any = None, draft: Any = None) -> Repeated:
    """Return the forms for the people of an enquiry: a child and an adult to begin with."""
    return Repeated(
        PersonForm,
        "people",
        noun="person",
        data=data,
        draft=draft,
        initial=[{"role": PersonRole.CHILD}, {"role": PersonRole.ADULT}],
        most=MOST_PEOPLE,
    )


def are_right(people: Repeated) -> bool:
    """Judge the people of an enquiry, and ask for one of them where nobody is named."""
    right = people.is_valid()
    if all(isinstance(form, PersonForm) and form.is_empty for form in people):
        people.forms[0].add_error("given_names", NOBODY)
        return False
    return right


def named_people(people: Repeated) -> list[NewPerson]:
    """Return those about whom something was said; rows left empty name nobody."""
    return [form.value() for form in people if isinstance(form, PersonForm) and not form.is_empty]
