"""Addresses, and ways to reach somebody."""

from typing import Any

from baton.people.actions.records import NewAddress, NewContactWay
from baton.people.forms import choices
from baton.people.forms.family import AddressPartForm, end_after_start
from baton.people.models import ContactWay, Person
from baton.people.rules.persons import CONTACT_LABELS, ContactKind
from baton.ui.fields import (
    ChoiceField,
    DateField,
    EmailField,
    MultipleChoiceField,
    PhoneField,
    TextField,
    YesNoField,
)
from baton.ui.forms import Form

SAFE = {
    "safe_to_ring": "ring",
    "safe_to_text": "text",
    "safe_to_write": "write",
    "safe_to_leave_message": "leave a message",
}
NOT_ASKED = "Not asked yet"


class MoveForm(AddressPartForm, Form):
    """Somebody has a new address, alone or with others of the family."""

    from_on = DateField("Since when do they live there?", required=False, past=True)
    with_them = MultipleChoiceField("Who else lives there now?", choices=[], required=False)
    keeps_others = YesNoField(
        "Do they keep an address they have already?",
        required=False,
        hint="For example a child with two homes",
    )

    field_order = ["lines", "postcode", "from_on", "with_them", "keeps_others", "confidential"]

    def __init__(self, *args: Any, others: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(person.pk): person for person in others}
        if others:
            choices.offer(self, "with_them", [(key, person.full_name) for key, person in self.others.items()])
        else:
            del self.fields["with_them"]

    def clean(self) -> dict[str, Any]:
        """Refuse an empty address."""
        values = super().clean() or self.cleaned_data
        if not (values.get("lines") or values.get("postcode")) and not self.errors:
            self.add_error("lines", "Enter the address or its postcode")
        return values

    @property
    def address(self) -> NewAddress:
        """Give the new address."""
        values = self.cleaned_data
        return NewAddress(
            lines=values["lines"],
            postcode=values["postcode"],
            confidential=bool(values["confidential"]),
            from_on=values["from_on"],
        )

    @property
    def companions(self) -> list[Person]:
        """Give who moves with them."""
        return [self.others[key] for key in self.cleaned_data.get("with_them") or []]


class AddressForm(AddressPartForm, Form):
    """An address is corrected, ended, or made confidential."""

    from_on = DateField("Since when?", required=False, past=True)
    to_on = DateField("Until when, if they left?", required=False, past=True)

    field_order = ["lines", "postcode", "from_on", "to_on", "confidential"]

    def clean(self) -> dict[str, Any]:
        """Refuse an empty address, and an end before the beginning."""
        values = super().clean() or self.cleaned_data
        if not (values.get("lines") or values.get("postcode")) and not self.errors:
            self.add_error("lines", "Enter the address or its postcode")
        end_after_start(self, values)
        return values

    @property
    def corrections(self) -> dict[str, Any]:
        """Give the values for `actions.address.correct`."""
        return self.values | {"confidential": bool(self.values["confidential"])}


class ContactWayForm(Form):
    """A telephone number or email address, and when it is safe to use."""

    kind = ChoiceField(
        "What is it?",
        choices=list(CONTACT_LABELS.items()),
        reveals={"mobile": ["mobile"], "phone": ["phone"], "email": ["email"]},
    )
    mobile = PhoneField("Mobile number")
    phone = PhoneField("Telephone number")
    email = EmailField("Email address")
    safe_to_ring = YesNoField("Is it safe to ring?", required=False, not_known=NOT_ASKED)
    safe_to_text = YesNoField("Is it safe to send a text?", required=False, not_known=NOT_ASKED)
    safe_to_write = YesNoField("Is it safe to write?", required=False, not_known=NOT_ASKED)
    safe_to_leave_message = YesNoField("Is it safe to leave a message?", required=False, not_known=NOT_ASKED)
    note = TextField(
        "When is it safe, or what to watch for?",
        required=False,
        limit=250,
        hint="For example: after six; do not say where you ring from",
    )
    confidential = YesNoField("Must it be kept confidential?", required=False)
    to_on = DateField("Until when, if it is no longer used?", required=False, past=True)

    def clean(self) -> dict[str, Any]:
        """Ask for the one value that belongs to the kind."""
        values = super().clean() or self.cleaned_data
        if values.get("kind") and values.get("to_on") and self.initial.get("from_on"):
            end_after_start(self, values | {"from_on": self.initial["from_on"]})
        return values

    @property
    def way(self) -> dict[str, Any]:
        """Give the fields of a contact way as they were entered."""
        values = self.values
        kind = ContactKind(values["kind"])
        kept = {name: values[name] for name in (*SAFE, "note", "to_on")}
        return kept | {
            "kind": kind,
            "value": values[kind.value],
            "confidential": bool(values["confidential"]),
        }

    @property
    def new(self) -> NewContactWay:
        """Give a new contact way."""
        return NewContactWay(**self.way)


def way_of(way: ContactWay) -> dict[str, Any]:
    """Return a saved contact way, as the form shows it."""
    kept = {name: getattr(way, name) for name in (*SAFE, "kind", "note", "confidential", "from_on", "to_on")}
    return kept | {way.kind: way.value, "expected_version": way.version}
