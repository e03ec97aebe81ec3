"""What somebody else saved beside what one typed, field by field, with the difference said in words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from re import findall
from typing import TYPE_CHECKING, Any

from baton.ui import moments

if TYPE_CHECKING:
    from baton.ui.forms import Form


@dataclass(frozen=True)
class Piece:
    """Some words of a text; `only` marks those that the other text has not."""

    words: str
    only: bool


@dataclass(frozen=True)
class BothTexts:
    """One field of a form that lost a race: what is saved, and what was typed into it."""

    label: str
    theirs: str
    mine: str

    @property
    def differs(self) -> bool:
        """Tell whether the two say different things."""
        return self.theirs.split() != self.mine.split()

    @property
    def their_pieces(self) -> list[Piece]:
        """Give the saved text, with what only it says marked."""
        return list(_pieces(self.theirs, self.mine))

    @property
    def my_pieces(self) -> list[Piece]:
        """Give the typed text, with what only it says marked."""
        return list(_pieces(self.mine, self.theirs))


def both_texts(form: "Form", skipping: Collection[str] = ()) -> list[BothTexts]:
    """Return both texts of each field that was begun with what is saved, in the order of the form."""
    return [
        BothTexts(
            str(bound.label),
            words_of(bound.field, form.initial[bound.name]),
            words_of(bound.field, form.cleaned_data.get(bound.name)),
        )
        for bound in form.bound()
        if not bound.is_hidden and bound.name in form.initial and bound.name not in skipping
    ]


def words_of(field: Any, value: Any) -> str:
    """Return a value as the page says it: the words of a choice, a day as people say it."""
    choices = {str(choice.value): str(choice.words) for choice in getattr(field, "choices", ())}
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(words_of(field, one) for one in value)
    if choices:
        return choices.get(str(field.prepare_value(value)), "" if value is None else str(value))
    if isinstance(value, datetime):
        return moments.local(value)
    if isinstance(value, date):
        return moments.day(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def _pieces(text: str, other: str) -> Iterator[Piece]:
    words, others = findall(r"\s*\S+", text), findall(r"\s*\S+", other)
    same = SequenceMatcher(None, [word.strip() for word in words], [word.strip() for word in others])
    for kind, first, last, _, _ in same.get_opcodes():
        if last > first:
            yield Piece("".join(words[first:last]), only=kind != "equal")
