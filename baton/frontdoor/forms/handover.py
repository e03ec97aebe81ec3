"""Handing enquiries on: which, to whom, and a note for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from baton.frontdoor.actions.handover import Handed, mark_of
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.handover import Mark
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import HUB
from baton.ui.fields import ConfirmField, HiddenField, SelectField, TextField
from baton.ui.fields.base import BoundField
from baton.ui.forms import Form

QUEUE = "queue"
MARK = "mark-"
NOTE_LETTERS = 500


@dataclass(frozen=True)
class Line:
    """One enquiry on the form."""

    enquiry: Enquiry
    take: BoundField
    note: BoundField


def colleagues(me: Practitioner) -> list[tuple[str, str]]:
    """Return who screens beside oneself, by name."""
    found = Practitioner.objects.with_role(*HUB).exclude(pk=me.pk).order_by("name")
    return [(str(one.pk), one.name) for one in found]


class HandForm(Form):
    """To whom, and which of the enquiries; each carries what it looked like."""

    to = SelectField("To whom?", choices=(), missing="Choose to whom they go")

    def __init__(
        self,
        *args: Any,
        enquiries: Sequence[Enquiry],
        choices: Iterable[tuple[str, str]],
        ticked: bool = False,
        to: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.enquiries = enquiries
        self.fields["to"].choices = list(choices)
        self.fields["to"].initial = to
        for one in enquiries:
            self.fields[f"{MARK}{one.pk}"] = HiddenField(initial=str(mark_of(one)))
            self.fields[f"take-{one.pk}"] = ConfirmField(one.reference, required=False, initial=ticked)
            self.fields[f"note-{one.pk}"] = TextField(
                "Note", required=False, mark_optional=False, limit=NOTE_LETTERS
            )

    def clean(self) -> None:
        """Refuse a form on which nothing was chosen."""
        if not any(self.cleaned_data.get(f"take-{one.pk}") for one in self.enquiries):
            self.add_error(None, "Choose at least one enquiry")

    @property
    def lines(self) -> list[Line]:
        """The enquiries, each with its fields."""
        return [
            Line(one, self[f"take-{one.pk}"], self[f"note-{one.pk}"])  # type: ignore[arg-type]
            for one in self.enquiries
        ]

    @property
    def handed(self) -> list[Handed]:
        """Those that were chosen, as the action takes them."""
        typed = self.cleaned_data
        return [
            Handed(enquiry=one, seen=Mark.read(typed[f"{MARK}{one.pk}"] or ""), note=typed[f"note-{one.pk}"])
            for one in self.enquiries
            if typed[f"take-{one.pk}"]
        ]

    @property
    def receiver(self) -> Practitioner | None:
        """To whom they go; nobody: back to the queue."""
        chosen = self.cleaned_data["to"]
        return None if chosen == QUEUE else Practitioner.objects.get(pk=chosen)


def posted_ids(names: Iterable[str]) -> list[UUID]:
    """Return the ids of the enquiries that a page carried along."""
    found = []
    for name in names:
        if name.startswith(MARK):
            try:
                found.append(UUID(name.removeprefix(MARK)))
            except ValueError:
                continue
    return found
