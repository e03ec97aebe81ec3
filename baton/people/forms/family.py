"""A family and who belongs to it."""

from typing import Any
from uuid import UUID

from baton.partnership import profiles
from baton.people.actions.household import Joining
from baton.people.actions.records import NewAddress
from baton.people.forms import choices
from baton.people.forms.person import BasicsForm, fault_of, new_person
from baton.people.models import Person
from baton.people.rules.membership import MEMBER_LABELS, MemberRole, RelationshipKind
from baton.ui.fields import (
    ChoiceField,
    ConfirmField,
    DateField,
    PostcodeField,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)
from baton.ui.forms import BaseForm, Form

ROLES = [(role.value, words) for role, words in MEMBER_LABELS.items()]
MOST_PEOPLE = 15
CONFIDENTIAL_HINT = (
    "It then shows only to those who work with the family, and to hub managers, safeguarding leads and "
    "information governance officers."
)


class MemberForm(BasicsForm):
    """Somebody new in a family. What stands under a role counts only for that role."""

    role = ChoiceField(
        "Is this person a child, an adult, or not yet born?",
        choices=ROLES,
        initial=MemberRole.CHILD.value,
        inline=False,
        reveals={"adult": ["relationship", "parental_responsibility"], "unborn": ["expected_on"]},
    )
    relationship = SelectField(
        "What are they to the children?",
        choices=choices.relationships,
        required=False,
        empty_words="Not known",
    )
    parental_responsibility = YesNoField(
        "Do they have parental responsibility?", required=False, not_known="Not known"
    )
    expected_on = DateField("When is the baby expected?", required=False)
    name_not_known = ConfirmField("Their name is not known", required=False)

    field_order = [
        "role",
        "relationship",
        "parental_responsibility",
        "expected_on",
        "given_names",
        "family_name",
        "name_not_known",
    ]

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be so, at its own field."""
        values = super().clean() or self.cleaned_data
        if self.errors:
            return values
        person = new_person(values, unborn=values["role"] == MemberRole.UNBORN)
        if (
            not values["name_not_known"]
            and not person.unborn
            and not (person.given_names or person.family_name)
        ):
            self.add_error("family_name", "Enter a name, or say that it is not known")
        elif fault := fault_of(person):
            self.add_error(fault[0] if fault[0] in self.fields else None, fault[1])
        return values

    def joining(self, *addresses: NewAddress) -> Joining:
        """Give who joins, and as what."""
        values = self.cleaned_data
        role = MemberRole(values["role"])
        kind = values["relationship"] if role == MemberRole.ADULT else ""
        return Joining(
            person=new_person(values, unborn=role == MemberRole.UNBORN, addresses=addresses),
            role=role,
            relationship=RelationshipKind(kind) if kind else None,
            parental_responsibility=values["parental_responsibility"],
        )


class AddressPartForm(BaseForm):
    """Where a family lives."""

    lines = TextAreaField("Address", required=False, rows=3, hint="House number and street, then town")
    postcode = PostcodeField("Postcode", required=False)
    confidential = YesNoField(
        "Must this address be kept confidential?",
        required=False,
        hint=CONFIDENTIAL_HINT,
    )

    @property
    def addresses(self) -> tuple[NewAddress, ...]:
        """Give the address that was entered, if one was."""
        values = self.cleaned_data
        if not (values["lines"] or values["postcode"]):
            return ()
        return (
            NewAddress(
                lines=values["lines"], postcode=values["postcode"], confidential=bool(values["confidential"])
            ),
        )


class NewFamilyForm(AddressPartForm, Form):
    """A family that is not known yet; its people come in forms of their own."""

    name = TextField(
        "What is the family called?",
        limit=120,
        hint="Usually the children’s family name",
        missing="Enter what the family is called",
    )
    none_of_these = ConfirmField("None of the people found is one of these", required=False)

    field_order = ["name", "lines", "postcode", "confidential"]


class FamilyForm(Form):
    """A family's name and locality."""

    name = TextField("What is the family called?", limit=120, missing="Enter what the family is called")
    locality = SelectField(
        profiles.said(lambda words: words.locality.start),
        choices=choices.localities,
        required=False,
        empty_words="Not placed yet",
    )

    @property
    def corrections(self) -> dict[str, Any]:
        """Give the values for `actions.family.correct`."""
        return {"name": self.values["name"], "locality_id": choices.as_id(self.values["locality"])}


class PlaceForm(Form):
    """Where a family belongs."""

    locality = SelectField(
        profiles.said(lambda words: f"Which {words.locality} do they belong to?"), choices=choices.localities
    )

    @property
    def chosen(self) -> UUID | None:
        """The locality that was chosen."""
        return choices.as_id(self.values["locality"])


class NewMemberForm(MemberForm, Form):
    """Somebody new in a family that is known."""

    same_address = YesNoField("Do they live at the family’s address?", required=False)
    none_of_these = ConfirmField("Nobody who was found is this person", required=False)


class JoinForm(Form):
    """Somebody who is known joins a family."""

    role = ChoiceField("What are they in this family?", choices=ROLES[:2], inline=True)
    from_on = DateField("Since when?", required=False, past=True)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person.unborn:
            choices.offer(self, "role", ROLES[2:])
            self.fields["role"].initial = MemberRole.UNBORN.value


class MembershipForm(Form):
    """A person's place in a family, and its end."""

    role = ChoiceField("What are they in this family?", choices=ROLES, inline=True)
    from_on = DateField("Since when?", required=False)
    to_on = DateField("Until when, if they left?", required=False, past=True)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        values = super().clean() or self.cleaned_data
        end_after_start(self, values)
        return values


def end_after_start(form: BaseForm, values: dict[str, Any]) -> None:
    """Add an error where somebody left before they came."""
    if values.get("from_on") and values.get("to_on") and values["to_on"] < values["from_on"]:
        form.add_error("to_on", "The last day is before the first: correct one of them")
