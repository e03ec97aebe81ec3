"""Linking an enquiry to a family: each person matched, written down as new, or left out; and which family."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from baton.frontdoor.actions.linking import Plan
from baton.frontdoor.models import EnquiryPerson
from baton.people.models import Family, Person
from baton.ui.fields import Choice, ChoiceField, TextField
from baton.ui.forms import FilterForm, Form

NEW, LEAVE = "new", "leave"


class SeekForm(FilterForm):
    """Whom else to propose."""

    q = TextField("Search for somebody else: a name, date of birth, postcode or family reference")


class LinkForm(Form):
    """One question for each person named, and which family.

    `candidates` holds, by the id of an `EnquiryPerson`, the people a search proposes; nobody is chosen beforehand.
    """

    def __init__(
        self,
        *args: Any,
        named: Sequence[EnquiryPerson],
        candidates: Mapping[UUID, Sequence[Choice]],
        people: Mapping[str, Person],
        families: Mapping[str, Family],
        suggested_name: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.named, self.people_found, self.families_found = named, people, families
        for row in named:
            self.fields[self.field_of(row)] = _person_field(row, candidates.get(row.pk, ()))
        self.fields["family"] = _family_field(families)
        self.fields["family_name"] = TextField(
            "What is the new family called?",
            initial=suggested_name,
            missing="Enter a name for the family",
            limit=120,
        )

    @staticmethod
    def field_of(row: EnquiryPerson) -> str:
        """Return the name of the question about one person."""
        return f"person_{row.pk.hex}"

    def plan(self) -> Plan:
        """Return what was chosen, as the action takes it."""
        chosen = {row.pk: self.cleaned_data[self.field_of(row)] for row in self.named}
        return Plan(
            family=self.families_found.get(self.cleaned_data["family"]),
            family_name=self.cleaned_data["family_name"] or "",
            matches={
                key: self.people_found[answer]
                for key, answer in chosen.items()
                if answer in self.people_found
            },
            new=frozenset(key for key, answer in chosen.items() if answer == NEW),
        )


def _person_field(row: EnquiryPerson, candidates: Sequence[Choice]) -> ChoiceField:
    rest = [Choice(NEW, "Somebody new: write them down"), Choice(LEAVE, "Leave them out")]
    return ChoiceField(
        f"Who is {row.name}?",
        choices=[*candidates, *rest],
        initial="" if candidates else NEW,
        missing=f"Say who {row.name} is",
        small=True,
    )


def _family_field(families: Mapping[str, Family]) -> ChoiceField:
    found = [Choice(key, f"The {family.name} family", family.reference) for key, family in families.items()]
    return ChoiceField(
        "Which family is this about?",
        choices=[*found, Choice(NEW, "A new family")],
        initial="" if found else NEW,  # a namesake's family is never chosen for anybody
        missing="Say which family this is about",
        reveals={NEW: ["family_name"]},
        small=True,
    )
