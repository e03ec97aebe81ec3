"""Local days and times of moments, and back.

Pure: the zone is an argument, London's unless said otherwise.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
"""The local time of every partnership in England."""


DAY_ENDS = time(23, 59)
"""What is due by a day has until here: the last minute of it."""


class NoSuchTime(ValueError):
    """A local time that does not exist: the clocks went over it."""

    def __init__(self, day: date, at: time) -> None:
        super().__init__(
            f"{at:%H:%M} on {day} does not exist: the clocks went forward over it. Give an hour later"
        )


class NotADate(ValueError):
    """Text that is no date."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a date: write it as year-month-day, for example 2026-03-31")


class NotAMoment(ValueError):
    """Text that is no date with a time."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a date and time: write it as for example 2026-03-31T14:05")


def local_day(moment: datetime, zone: tzinfo = LONDON) -> date:
    """Return the local day on which a moment lies. Raises `ValueError` for a moment without a time zone."""
    return local(moment, zone).date()


def local(moment: datetime, zone: tzinfo = LONDON) -> datetime:
    """Return a moment in local time. Raises `ValueError` for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"The moment {moment} has no time zone")
    return moment.astimezone(zone)


def moment_of(day: date, at: time, zone: tzinfo = LONDON) -> datetime:
    """Return the moment, in UTC, of a local time on a local day.

    A time that occurs twice, when the clocks go back, means the first; one that the clocks go over raises
    `NoSuchTime`. Source: the contract of the import (moments).
    """
    moment = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).time().replace(fold=0) != at.replace(tzinfo=None, fold=0):
        raise NoSuchTime(day, at)
    return moment


def start_of_day(day: date, zone: tzinfo = LONDON) -> datetime:
    """Return the moment, in UTC, at which a local day begins."""
    return moment_of(day, time(), zone)


def end_of_day(day: date, zone: tzinfo = LONDON) -> datetime:
    """Return the last minute of a local day, in UTC: the due moment of what is due by that day."""
    return moment_of(day, DAY_ENDS, zone)


def ends_a_day(moment: datetime, zone: tzinfo = LONDON) -> bool:
    """Say whether a due moment stands for a whole day, as `end_of_day` gives it."""
    return local(moment, zone).time() == DAY_ENDS


def day_bounds(first: date, last: date, zone: tzinfo = LONDON) -> tuple[datetime, datetime]:
    """Return the moments between which local days lie.

    From the start of `first`, before the end of `last`.
    """
    return start_of_day(first, zone), start_of_day(last + timedelta(days=1), zone)


def months_later(on: date, months: int) -> date:
    """Return the same day `months` later; the last of the month where it has no such day."""
    years, month = divmod(on.month - 1 + months, 12)
    first = date(on.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=on.day - 1), following - timedelta(days=1))


def parse_day(text: str) -> date:
    """Return the day that ten characters `YYYY-MM-DD` name. Raises `NotADate`."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotADate(text) from None
    if text != day.isoformat():
        raise NotADate(text)
    return day


def parse_moment(text: str, zone: tzinfo = LONDON) -> datetime:
    """Return the moment, in UTC, that ISO 8601 text names; local time where it gives no offset.

    Raises `NotAMoment`, also for a day without a time, and `NoSuchTime`.
    """
    if len(text) <= len("YYYY-MM-DD"):
        raise NotAMoment(text)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise NotAMoment(text) from None
    if found.tzinfo is None:
        return moment_of(found.date(), found.time(), zone)
    return found.astimezone(UTC)
