"""Days and moments in the partnership's local time.

The rules of `core.rules` with the zone of the settings.
"""

from datetime import UTC, date, datetime, time

from django.utils import timezone

from baton.core.rules import moments, words
from baton.core.rules.moments import NoSuchTime as NoSuchTime
from baton.core.rules.moments import NotADate as NotADate
from baton.core.rules.moments import NotAMoment as NotAMoment
from baton.core.rules.moments import parse_day as parse_day
from baton.core.rules.words import counted as counted
from baton.core.rules.words import day_in_full as day_in_full
from baton.core.rules.words import day_words as day_words


def now() -> datetime:
    """Return this moment, in UTC. Views and commands ask it once and pass it on."""
    return datetime.now(UTC)


def today() -> date:
    """Return the local day of this moment."""
    return local_day(now())


def local(moment: datetime) -> datetime:
    """Return a moment in local time."""
    return moments.local(moment, timezone.get_default_timezone())


def local_day(moment: datetime) -> date:
    """Return the local day on which a moment lies."""
    return moments.local_day(moment, timezone.get_default_timezone())


def moment_of(day: date, at: time) -> datetime:
    """Return the moment of a local time: the first of two, `NoSuchTime` where the clocks go over it."""
    return moments.moment_of(day, at, timezone.get_default_timezone())


def end_of_day(day: date) -> datetime:
    """Return the last minute of a local day: the due moment of what is due by that day."""
    return moments.end_of_day(day, timezone.get_default_timezone())


def due_point(due: date | datetime) -> date | datetime:
    """Return when something is due as it was meant: the day itself where the moment only ends one."""
    if isinstance(due, datetime) and moments.ends_a_day(due, timezone.get_default_timezone()):
        return local_day(due)
    return due


def day_bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the moments between which local days lie.

    From the start of `first`, before the end of `last`.
    """
    return moments.day_bounds(first, last, timezone.get_default_timezone())


def parse_moment(text: str) -> datetime:
    """Return the moment that ISO 8601 text names, local where it gives no offset. Raises `NotAMoment`."""
    return moments.parse_moment(text, timezone.get_default_timezone())


def time_words(moment: datetime) -> str:
    """Return the local time of a moment as `16:20`."""
    return words.time_words(moment, timezone.get_default_timezone())


def moment_words(moment: datetime) -> str:
    """Return a moment as `3 May 2026 at 16:20`."""
    return words.moment_words(moment, timezone.get_default_timezone())


def due_words(due: date | datetime, at: datetime) -> str:
    """Return when something is due, seen from the moment `at`.

    `due today 16:20`, `due in 5 days`, `3 days late`.
    """
    if isinstance(due, datetime):
        return words.due_moment_words(due, at, timezone.get_default_timezone())
    return words.due_day_words(due, local_day(at))
