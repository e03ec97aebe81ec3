"""What the partnership says that files are checked against."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from decimal import Decimal

from baton.core.rules.moments import LONDON


@dataclass(frozen=True, slots=True)
class Scale:
    """A measuring tool: its areas, and the lowest and highest score."""

    areas: frozenset[str]
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The profile, the places, the day, and what was imported before.

    `known` holds, by file and key, the marks of the columns imported under that key (`rows.marks`); `ids`, by
    column, the ids imported before.
    `localities` are codes and names, case-folded. `objectives` are the answers about objectives that agree
    with a closure reason, where the profile says.
    """

    today: date
    zone: tzinfo = LONDON
    tools: Mapping[str, Scale] = field(default_factory=dict)
    localities: frozenset[str] = frozenset()
    objectives: Mapping[str, frozenset[str]] = field(default_factory=dict)
    postcode_known: Callable[[str], bool]
    known: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def knows(self, column: str, key: str) -> bool:
        """Say whether a record with this id was imported before."""
        return key in self.ids.get(column, frozenset())
