"""A name for how the board is filtered."""

from urllib.parse import urlencode

from django.http import QueryDict

from baton.frontdoor.rules.board import SAVED
from baton.ui.fields import ConfirmField, HiddenField, TextField
from baton.ui.forms import Form

LONGEST = 500


class SavedFilterForm(Form):
    """What to call it, and whether the board opens with it."""

    query = HiddenField()
    name = TextField("What do you call it?", hint="For example: Late in the north", limit=60, width=30)
    is_default = ConfirmField("Show it whenever I open the board", required=False)

    def clean_query(self) -> str:
        """Return the choices alone: what was typed into a search is not kept."""
        return choices_of(QueryDict(self.cleaned_data["query"] or ""))


def choices_of(asked: QueryDict) -> str:
    """Return the part of an address that names choices of the board's filter, in a fixed order."""
    pairs = [(name, value) for name in SAVED for value in asked.getlist(name) if value]
    found = urlencode(pairs)
    return found if len(found) <= LONGEST else ""
