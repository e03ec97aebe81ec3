"""The two kinds of value a profile hands out everywhere: lists of coded things, and words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Coded(Protocol):
    """Anything a `Listing` may hold."""

    @property
    def code(self) -> str:
        """The stable code."""

    @property
    def label(self) -> str:
        """The words for it."""

    @property
    def offered(self) -> bool:
        """Whether it may be chosen today."""


T = TypeVar("T", bound=Coded)


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Coded things in order: iterate it, ask `listing["code"]`, or hand `listing.choices` to a form."""

    items: tuple[T, ...] = ()

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, code: object) -> bool:
        return any(item.code == code for item in self.items)

    def __getitem__(self, code: str) -> T:
        found = self.get(code)
        if found is None:
            raise KeyError(code)
        return found

    def get(self, code: str) -> T | None:
        """Return the item with this code, or None."""
        return next((item for item in self.items if item.code == code), None)

    def label(self, code: str) -> str:
        """Return the words for a code; one the profile no longer has is shown as words, never an error.

        No code is what a record of an older system may hold: it says so.
        """
        if not code:
            return "Not recorded"
        item = self.get(code)
        return item.label if item else code.replace("_", " ").capitalize()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, offered or not, in the profile's order."""
        return tuple(item.code for item in self.items)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Code and label of what is offered today, for a form field."""
        return [(item.code, item.label) for item in self.items if item.offered]


class Word(str):
    """One of the partnership's words, its own singular; `.many .short .to_family .start .a` vary it."""

    many: str
    short: str
    to_family: str

    def __new__(cls, one: str, many: str = "", short: str = "", to_family: str = "") -> "Word":
        """Make the word; without other forms the plural adds an s and the rest are the word itself."""
        word = super().__new__(cls, one)
        word.many = many or f"{one}s"
        word.short = short or one
        word.to_family = to_family or one
        return word

    @property
    def start(self) -> str:
        """The word as it begins a sentence."""
        return self[:1].upper() + self[1:]

    @property
    def a(self) -> str:
        """The word with its article: "an early help assessment"."""
        return f"{'an' if self[:1].lower() in 'aeiou' else 'a'} {self}"
