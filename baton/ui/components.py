"""What the components of a page are given: small frozen records, built by presenters.

The macros in `ui/components/*.jinja` read attributes only, so any object with the same names will do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class IdentityPerson:
    """Somebody in the identity bar: a name, and what `age` needs to know."""

    name: str
    date_of_birth: date | None = None
    expected_on: date | None = None
    unborn: bool = False


@dataclass(frozen=True)
class Identity:
    """Whom a page is about. `alerts` are short words ("Do not ring the house"); `restricted` marks the record."""

    name: str
    url: str = ""
    reference: str = ""
    people: Sequence[IdentityPerson] = ()
    level: str = ""
    lead_practitioner: str = ""
    alerts: Sequence[str] = ()
    restricted: bool = False


@dataclass(frozen=True)
class Row:
    """One line of a summary list. With `change_url` it can be changed; `change_what` completes "Change …" for those
    who hear it."""

    key: str
    value: Any
    change_url: str = ""
    change_what: str = ""
    change_words: str = "Change"


@dataclass(frozen=True)
class Number:
    """A number that is the length of a list, and where that list is."""

    words: str
    value: int
    url: str


@dataclass(frozen=True)
class Happening:
    """One entry of a timeline; `also` is what else was part of it, a line each."""

    words: str
    at: datetime
    by: str = ""
    text: str = ""
    url: str = ""
    link_words: str = ""
    also: Sequence[str] = ()


@dataclass(frozen=True)
class Task:
    """One step of a task list. Without `url` it cannot be started yet; the hint says why."""

    words: str
    status: str
    url: str = ""
    hint: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Step:
    """One entry of the sub-navigation inside a case; `note` says where it stands ("next", "late", "done")."""

    words: str
    url: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True)
class Chip:
    """One filter that is in force, and the address of the list without it."""

    words: str
    remove_url: str
