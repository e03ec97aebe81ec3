"""Narrowing who looked at a family."""

from collections.abc import Sequence
from typing import Any

from baton.ui import fields
from baton.ui.forms import FilterForm


class LookFilter(FilterForm):
    """Which looks: when, by whom, and whether in passing too."""

    from_on = fields.DateField("From", past=True)
    to_on = fields.DateField("To")
    who = fields.SelectField("Who", choices=[], empty_words="Everybody")
    in_passing = fields.ConfirmField("Also where the family stood in a list or was found by a search")

    def __init__(self, *args: Any, lookers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(lookers)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("from_on"), cleaned.get("to_on")
        if begins and ends and ends < begins:
            self.add_error("to_on", "The last day is before the first: correct one of them")
        return cleaned
