"""What a partnership asks and measures: needs, the assessment form, measuring tools."""

from dataclasses import dataclass, field

from baton.partnership.rules.profile_codes import About, Better, FilledBy, Known, QuestionKind
from baton.partnership.rules.profile_item import AtLevels, Code, Item, Text
from baton.partnership.rules.profile_listing import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Item):
    """One question of the assessment. A choice has `choices`; a scale `low` and `high` with their words.

    `known` names what an enquirer said that stands beside the question; `measures` the tool and area of which a
    scale is a reading (`scaling.safety`).
    """

    kind: QuestionKind
    required: bool = False
    choices: Listing[Item] = field(default_factory=Listing)
    low: int = 0
    high: int = 10
    low_words: str = ""
    high_words: str = ""
    known: Known | None = None
    measures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Item):
    """A section of the assessment: about each child, each adult or the family, and who must be part of it."""

    about: About
    filled_by: FilledBy
    questions: Listing[Question]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The assessment form."""

    sections: Listing[Section]

    def about(self, whom: str) -> tuple[Section, ...]:
        """Return the sections about a child, an adult or the family."""
        return tuple(section for section in self.sections if section.about == whom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Item):
    """A need in plain English, from the practitioner's side and from the family's."""

    family_label: Text
    group: Code
    about: tuple[About, ...]
    levels: AtLevels


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Item):
    """What a tool scores. `concern_at` is the score from which, towards the worse end, a child may be at risk of
    significant harm (unset: no score says so); `concern_words` say what such a score means.
    """

    concern_at: int | None = None
    concern_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Item):
    """A measuring tool. A licensed one ships off, with names and score ranges: no items, no scale text."""

    areas: Listing[Area]
    low: int
    high: int
    better: Better
    edition: str = ""
    licensed: bool = False
    licence: str = ""
