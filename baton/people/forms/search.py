"""What somebody looks for, and that they have looked before they add anybody."""

from typing import Any

from django.core import signing
from django.utils import timezone

from baton.partnership.models import Practitioner
from baton.people.rules.query import Asked, read
from baton.ui.fields import DateField, PostcodeField, TextField
from baton.ui.forms import FilterForm

SALT = "people.searched"
TICKET_HOLDS = 2 * 60 * 60
"""Seconds for which a search counts as done before adding: a long telephone call (ours)."""


class SearchForm(FilterForm):
    """Whom are you looking for?"""

    q = TextField(
        "Name, UPN, NHS number, telephone number or family reference",
        hint="Names in any order. A former name or a slip in the spelling is found too.",
    )
    born = DateField("Date of birth", past=True, hint="For example, 27 3 2015")
    postcode = PostcodeField("Postcode")

    never_in_address = ("born",)

    def clean(self) -> dict[str, Any]:
        """Ask for something to look for."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and self.asked(timezone.localdate()).is_empty:
            self.add_error("q", "Enter a name, a date of birth, a postcode or a number to search for")
        return typed

    def asked(self, today: Any) -> Asked:
        """Give what is looked for."""
        values = self.cleaned_data
        return read(values["q"] or "", born=values["born"], postcode=values["postcode"] or "", today=today)


def ticket(practitioner: Practitioner, form: SearchForm) -> str:
    """Return a proof that this practitioner has searched, which carries what they typed to the next page."""
    values = form.cleaned_data
    typed = {
        "q": values["q"] or "",
        "born": values["born"].isoformat() if values["born"] else "",
        "postcode": values["postcode"] or "",
    }
    return ticket_for(practitioner, typed)


def ticket_for(practitioner: Practitioner, typed: dict[str, str]) -> str:
    """Return the proof for what was typed into a search before, as for a draft that is taken up again."""
    return signing.dumps(typed | {"by": str(practitioner.pk)}, salt=SALT, compress=True)


def read_ticket(practitioner: Practitioner, text: str) -> dict[str, str] | None:
    """Return what was typed into the search, or nothing where the proof is none, is old, or is somebody else's."""
    typed = typed_in(text, max_age=TICKET_HOLDS)
    return typed if typed and typed["by"] == str(practitioner.pk) else None


def typed_in(text: str, max_age: int | None = None) -> dict[str, str] | None:
    """Return what a proof carries, however old it is unless a greatest age is given; nothing where it is forged."""
    try:
        typed: dict[str, str] = signing.loads(text, salt=SALT, max_age=max_age)
    except signing.BadSignature:
        return None
    return typed
