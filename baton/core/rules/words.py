"""Days, moments and lateness in words. Pure: today and now are arguments."""

from datetime import date, datetime, timedelta, tzinfo

from baton.core.rules.clocks import in_utc
from baton.core.rules.moments import LONDON, local, local_day

NEAR_DAYS = 14
"""Up to here a due day is told by its distance, further on by its date (ours)."""


def day_words(day: date) -> str:
    """Return a day as `3 May 2026`."""
    return f"{day.day} {day:%B %Y}"


def day_in_full(day: date) -> str:
    """Return a day with its weekday: `Sunday 3 May 2026`."""
    return f"{day:%A} {day_words(day)}"


def time_words(moment: datetime, zone: tzinfo = LONDON) -> str:
    """Return the local time of a moment as `16:20`."""
    return f"{local(moment, zone):%H:%M}"


def moment_words(moment: datetime, zone: tzinfo = LONDON) -> str:
    """Return a moment as `3 May 2026 at 16:20`, in local time."""
    return f"{day_words(local_day(moment, zone))} at {time_words(moment, zone)}"


def due_day_words(due: date, today: date) -> str:
    """Return when something is due by day: `due today`, `due tomorrow`, `due in 5 days`, `3 days late`."""
    days = (due - today).days
    if days < 0:
        return f"{counted(-days, 'day')} late"
    if days > NEAR_DAYS:
        return f"due {day_words(due)}"
    return f"due {('today', 'tomorrow')[days]}" if days < 2 else f"due in {days} days"


def due_moment_words(due: datetime, now: datetime, zone: tzinfo = LONDON) -> str:
    """Return when something is due by the minute.

    `due today 16:20`, `due tomorrow 09:00`, `late by` words after.

    Lateness under an hour is told in minutes, under a day in hours, then in local days.
    """
    if in_utc(due) < in_utc(now):
        return f"{late_by(due, now, zone)} late"
    words = due_day_words(local_day(due, zone), local_day(now, zone))
    return f"{words} {time_words(due, zone)}"


def late_by(due: datetime, now: datetime, zone: tzinfo = LONDON) -> str:
    """Return by how much a due moment has been missed: `20 minutes`, `5 hours`, `3 days`.

    Empty if it has not.
    """
    late = in_utc(now) - in_utc(due)
    if late <= timedelta():
        return ""
    if late < timedelta(hours=1):
        return counted(max(1, late // timedelta(minutes=1)), "minute")
    if late < timedelta(days=1):
        return counted(late // timedelta(hours=1), "hour")
    return counted(max(1, (local_day(now, zone) - local_day(due, zone)).days), "day")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, `1 day` or `2 days`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
