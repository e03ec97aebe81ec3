"""When reading is unusual: how much, over which stretch of time, and in which words. Pure.

The measures are the profile's (`UnusualReading`), with defaults of ours; no document gives any. Source of the kinds:
research ux-security, tables A (21) and B: many records an hour, no relation; out of hours is ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from baton.core.rules.moments import day_bounds, local_day
from baton.partnership.rules.profile_oversight import UnusualReading


class Kind(StrEnum):
    """What is unusual."""

    MANY = "many"
    NO_RELATION = "no_relation"
    OUT_OF_HOURS = "out_of_hours"


KIND_LABELS = {
    Kind.MANY: "Many records in an hour",
    Kind.NO_RELATION: "No relation to the families",
    Kind.OUT_OF_HOURS: "Out of hours",
}


class Finding(StrEnum):
    """What was found when it was looked into."""

    IN_ORDER = "in_order"
    PASSED_ON = "passed_on"


FINDING_LABELS = {
    Finding.IN_ORDER: "In order: there was a reason to read these records",
    Finding.PASSED_ON: "Not in order, or doubtful: passed on",
}

HOUR = timedelta(hours=1)
LATE = timedelta(hours=1)
"""How long after a day or a night it is still looked at once more, should the worker be late (ours)."""

RECENT = timedelta(days=14)
"""A deed of somebody about a family this long before or after they looked is a relation to it (ours)."""

IN_HAND = timedelta(days=30)
"""What the front door did about a family this long before is a reason to read it for all who screen (ours)."""


@dataclass(frozen=True)
class Window:
    """A stretch of time in which reading is counted, and from how many families on it is unusual."""

    kind: Kind
    from_at: datetime
    to_at: datetime
    usual: int


def within_an_hour(now: datetime, measures: UnusualReading) -> Iterator[Window]:
    """Yield the hour that ends now."""
    if measures.families_an_hour:
        yield Window(Kind.MANY, now - HOUR, now, measures.families_an_hour)


def of_days_and_nights(now: datetime, measures: UnusualReading, zone: tzinfo) -> Iterator[Window]:
    """Yield today and tonight as far as they have come; and yesterday and last night while they have only just ended."""
    today = local_day(now, zone)
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        if measures.without_relation_a_day:
            begins, ends = day_bounds(day, day, zone)
            yield from _come(Kind.NO_RELATION, begins, ends, now, measures.without_relation_a_day)
        if measures.out_of_hours_a_night and measures.usual_hours:
            begins, ends = _night_before(day, measures.usual_hours, zone)
            yield from _come(Kind.OUT_OF_HOURS, begins, ends, now, measures.out_of_hours_a_night)


def _come(kind: Kind, begins: datetime, ends: datetime, now: datetime, usual: int) -> Iterator[Window]:
    if begins < now < ends + LATE:
        yield Window(kind, begins, min(ends, now), usual)


def _night_before(day: date, hours: tuple[time, ...], zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the hours between two days in which reading is not usual, the clocks going over them or not."""
    begins = datetime.combine(day - timedelta(days=1), hours[1], tzinfo=zone)
    return begins.astimezone(UTC), datetime.combine(day, hours[0], tzinfo=zone).astimezone(UTC)


def why(kind: Kind, families: int, usual: int) -> str:
    """Return the line that says why an alert was raised."""
    read = "1 family" if families == 1 else f"{families:,} families"
    return {
        Kind.MANY: f"Opened {read} within an hour; up to {usual} is usual.",
        Kind.NO_RELATION: (
            f"Opened {read} in a day without working with them: no access given, nothing written about them, nothing in "
            f"hand at the front door. Up to {usual} is usual."
        ),
        Kind.OUT_OF_HOURS: f"Opened {read} in a night; up to {usual} is usual.",
    }[kind]
