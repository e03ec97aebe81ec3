"""From words to a period: the same on the command line and in the address of a page."""

from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings

from baton.insight.rules.period import Period, WrongPeriod, end_of

Day = TypeVar("Day", date, datetime)


def zone() -> ZoneInfo:
    """Give the partnership's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def period_of(*, from_on: str, to_on: str, as_of: str = "", now: datetime) -> Period:
    """Read a period from dates like 2016-06-01 and a moment or date of view. Raises `WrongPeriod` saying what to do."""
    view = moment_of(as_of, "--as-of") if as_of else now
    return Period(day_of(from_on, "--from"), day_of(to_on, "--to"), view, zone())


def day_of(text: str, name: str) -> date:
    """Read one date. Raises `WrongPeriod`."""
    try:
        if len(text) != len("2016-06-01"):
            raise ValueError
        return _within_reason(date.fromisoformat(text))
    except ValueError:
        raise WrongPeriod(f"{name} {text!r} is no date: write it like 2016-06-30") from None


def moment_of(text: str, name: str) -> datetime:
    """Read a moment, local where it has no offset; a date alone means the end of that day. Raises `WrongPeriod`."""
    if len(text) == len("2016-06-01"):
        return end_of(day_of(text, name), zone())
    try:
        moment = _within_reason(datetime.fromisoformat(text))
    except ValueError:
        message = f"{name} {text!r} is no moment: write it like 2016-06-30 or 2016-06-30T17:00"
        raise WrongPeriod(message) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone())


def _within_reason(day: Day) -> Day:
    """Return a day or moment with room on both sides for clocks to be set. Raises `ValueError`."""
    if not MINYEAR < day.year < MAXYEAR:
        raise ValueError
    return day
