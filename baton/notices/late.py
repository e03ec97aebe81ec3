"""What is late for somebody: counted by the app that shows the lists, told in the day's message.

Counts alone are told, each with the list it is the length of: no name, no need, no reference.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from baton.core import dates, wall
from baton.partnership.models import Practitioner


@dataclass(frozen=True, slots=True)
class Late:
    """How much is late on one list: in fixed words, with the address of the list."""

    words: str
    count: int
    path: str


Counter = Callable[[Practitioner, datetime], Iterable[Late]]

_COUNTERS: list[Counter] = []


def register(counter: Counter) -> None:
    """Let a function say what is late for a practitioner; called when its app is ready."""
    if counter not in _COUNTERS:
        _COUNTERS.append(counter)


def late_for(practitioner: Practitioner, at: datetime) -> list[Late]:
    """Return what is late for a practitioner, as their own pages count it: behind both walls, empty lists left out."""
    with transaction.atomic(), wall.entered(practitioner.pk, at=at, today=dates.local_day(at)):
        return [one for counter in _COUNTERS for one in counter(practitioner, at) if one.count]
