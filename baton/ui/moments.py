"""Moments, days and ages as people say them.

Pure but for two defaults: `now` and the installation's time zone, both of which a caller may pass.
"""

from datetime import date, datetime, time
from typing import Protocol

from django.utils import timezone

ADULT_AGE = 18  # from here on months no longer matter: Children Act 1989 s.105(1), "child"
SOON_DAYS = 7
NEWBORN_WEEKS = 8  # younger than this is said in weeks, as health visitors do


class HasAge(Protocol):
    """Whoever has a birth date, or is expected on one."""

    @property
    def date_of_birth(self) -> date | None:
        """The day of birth, where it is known."""

    @property
    def expected_on(self) -> date | None:
        """The day on which a child is expected."""


def clock(moment: datetime | time) -> str:
    """Say the time of day, of a moment or as the clock on the wall shows it: "4:20 pm", "midday", "midnight"."""
    here = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    if here.minute == 0 and here.hour in (0, 12):
        return "midnight" if here.hour == 0 else "midday"
    return f"{here.hour % 12 or 12}:{here.minute:02} {'am' if here.hour < 12 else 'pm'}"


def day(on: date | None, *, weekday: bool = False) -> str:
    """Say a day: "3 March 2026", or "Tuesday 3 March 2026"; nothing for no day."""
    if on is None:
        return ""
    if isinstance(on, datetime):
        on = timezone.localdate(on)
    words = f"{on.day} {on:%B %Y}"
    return f"{on:%A} {words}" if weekday else words


def local(moment: datetime | None, now: datetime | None = None) -> str:
    """Say a moment: "Tuesday 3 March, 4:20 pm", with the year where it is not this one."""
    if moment is None:
        return ""
    here, today = timezone.localtime(moment), timezone.localdate(now)
    year = "" if here.year == today.year else f" {here.year}"
    return f"{here:%A} {here.day} {here:%B}{year}, {clock(moment)}"


def tone(at: datetime | date, now: datetime) -> str:
    """Tell how strongly to say when something is due: `late`, `today`, `soon` (within a week) or `later`.

    A day without a time is due until its end.
    """
    today = timezone.localdate(now)
    on = timezone.localdate(at) if isinstance(at, datetime) else at
    if on < today or (isinstance(at, datetime) and at < now):
        return "late"
    ahead = (on - today).days
    return "today" if ahead == 0 else "soon" if ahead < SOON_DAYS else "later"


def age(who: HasAge | date | None, today: date | None = None) -> str:
    """Say how old somebody is: "4 years, 2 months", "6 weeks", "34 years", "expected 3 March 2026", "age not known".

    `who` is a birth date, or has `date_of_birth` and `expected_on`; one not yet born may also say `unborn`.
    """
    today = today or timezone.localdate()
    born = who if isinstance(who, date) or who is None else who.date_of_birth
    if born is not None:
        return _age_words(born, today)
    expected = getattr(who, "expected_on", None)
    if expected is not None:
        return f"expected {day(expected)}"
    return "not yet born" if getattr(who, "unborn", False) else "age not known"


def _age_words(born: date, today: date) -> str:
    if born > today:
        return f"expected {day(born)}"
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    years = months // 12
    if years >= ADULT_AGE:
        return _count(years, "year")
    if years:
        return _count(years, "year") + (f", {_count(months % 12, 'month')}" if months % 12 else "")
    days = (today - born).days
    if days < 7:
        return _count(days, "day")
    return _count(days // 7, "week") if days < NEWBORN_WEEKS * 7 else _count(months, "month")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
