"""Saying whom one may not see, and judging what was found."""

from collections.abc import Iterable
from typing import Any

from baton.partnership.models import Practitioner
from baton.people.actions.declaration import NewDeclaredPerson
from baton.people.models import DeclaredPerson
from baton.people.rules.conflict import TIE_LABELS, VERDICT_LABELS, VERDICT_MEANS, Tie, Verdict
from baton.ui.fields import Choice, ChoiceField, DateField, PostcodeField, TextAreaField, TextField
from baton.ui.forms import BaseForm, FilterForm, Form, Repeated

MOST_PEOPLE = 30
"""How many people somebody may name (ours)."""

BESIDE = frozenset({"date_of_birth", "postcode"})
"""What one of stands beside a name: many people bear one name."""

TYPED = ("given_names", "family_name", "date_of_birth", "postcode")


class DeclaredPersonForm(BaseForm):
    """Somebody whom a practitioner may not see; left empty, or with no more than one's own name, it names nobody: that
    much the account tells already.
    """

    tie = ChoiceField("Who is this?", choices=list(TIE_LABELS.items()), required=False, mark_optional=False)
    given_names = TextField("First names", required=False, mark_optional=False, limit=100, spellcheck=False)
    family_name = TextField("Family name", required=False, mark_optional=False, limit=100, spellcheck=False)
    date_of_birth = DateField(
        "Date of birth", hint="Like 27 3 1985", past=True, required=False, mark_optional=False
    )
    postcode = PostcodeField(
        "Home postcode", hint="If you do not know the date of birth", required=False, mark_optional=False
    )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said about anybody here; what is wrong was said too."""
        asked = BESIDE if self.cleaned_data.get("tie") == Tie.OWN else TYPED
        return not any(name in self.errors or self.cleaned_data.get(name) not in (None, "") for name in asked)

    def clean(self) -> dict[str, Any]:
        """Ask for what is needed to recognise somebody, once something was said about them."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_empty:
            return typed
        if not typed.get("tie"):
            self.add_error("tie", "Say what they are to you")
        for name, words in (("given_names", "first name"), ("family_name", "family name")):
            if not typed.get(name) and name not in self.errors:
                self.add_error(name, f"Enter their {words}")
        if not BESIDE & set(self.errors) and not any(typed.get(name) for name in BESIDE):
            self.add_error("date_of_birth", "Enter a date of birth or a postcode: many people bear one name")
        return typed

    def value(self) -> NewDeclaredPerson:
        """Return the person as the action takes one."""
        typed = self.cleaned_data
        return NewDeclaredPerson(tie=Tie(typed["tie"]), **{name: typed[name] for name in TYPED})


class DeclarationForm(Form):
    """What carries the page: that it is sent once."""


def declared_forms(
    practitioner: Practitioner, known: Iterable[DeclaredPerson], *, data: Any = None
) -> Repeated:
    """Return the forms for those whom a practitioner named before; oneself, where nobody was."""
    named = [{name: getattr(row, name) for name in ("tie", *TYPED)} for row in known]
    given, _, family = practitioner.name.partition(" ")
    own = {"tie": Tie.OWN, "given_names": given, "family_name": family}
    return Repeated(
        DeclaredPersonForm,
        "people",
        noun="person",
        data=data,
        initial=named or [own],
        least=0,
        most=MOST_PEOPLE,
    )


def declared_people(forms: Repeated) -> list[NewDeclaredPerson]:
    """Return whom the forms name."""
    return [form.value() for form in forms if isinstance(form, DeclaredPersonForm) and not form.is_empty]


class ConflictReviewForm(Form):
    """What somebody decided who looked at a conflict."""

    verdict = ChoiceField(
        "Must this record stay closed to them?",
        choices=[Choice(each.value, VERDICT_LABELS[each], VERDICT_MEANS[each]) for each in Verdict],
        missing="Choose whether it stays closed",
    )
    note = TextAreaField(
        "How do you know?",
        rows=3,
        hint="Whom you asked, and what they said. Do not ask the practitioner about the record itself.",
        missing="Write how you know",
    )


class ConflictFilter(FilterForm):
    """Which conflicts."""

    show = ChoiceField(
        "Show",
        choices=[("waiting", "To be judged"), ("confirmed", "Kept closed"), ("lifted", "Opened again")],
        small=True,
    )
