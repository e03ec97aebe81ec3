"""Due moments and due days. Pure: no clock is read; pauses, with their reasons, are passed in.

A pause is half open: the clock stands still from its start until the moment, or the day, on which it runs
again.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Generic, TypeVar

from baton.core.rules.calendars import ENGLAND, is_working_day

Point = TypeVar("Point", date, datetime)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pause(Generic[Point]):
    """A time in which a clock stands still, and why.

    `to` is when it runs again; None while it still stands.
    """

    from_: Point
    to: Point | None
    reason: str

    def __post_init__(self) -> None:
        """Raise `ValueError` for a pause without a reason, or one that ends before it begins."""
        if not self.reason.strip():
            raise ValueError("A pause needs a reason")
        if self.to is not None and self.to < self.from_:
            raise ValueError(f"The pause ({self.reason}) ends at {self.to}, before it begins at {self.from_}")


class StillPaused(ValueError):
    """The clock stands still now, so nobody can say when the thing is due."""

    def __init__(self, pause: "Pause[date] | Pause[datetime]") -> None:
        self.pause = pause
        super().__init__(
            f"The clock has stood still since {pause.from_}: {pause.reason}. End the pause first"
        )


def due_after_hours(start: datetime, hours: int, pauses: Sequence[Pause[datetime]] = ()) -> datetime:
    """Return the moment, in UTC, at which `hours` have passed since `start` outside the pauses.

    Hours are elapsed hours: a change of the clocks neither adds nor takes one. Raises `StillPaused` where a
    pause without an end begins before the due moment, `ValueError` for negative hours or a moment without a
    time zone. Source: requirements R065 (48 hours); elapsed hours are the profile's choice.
    """
    _not_negative(hours, "hours")
    reckoned = in_utc(start)
    due = reckoned + timedelta(hours=hours)
    for pause in _in_order(pauses):
        begins = max(in_utc(pause.from_), reckoned)
        if begins >= due:
            break
        if pause.to is None:
            raise StillPaused(pause)
        reckoned = max(in_utc(pause.to), begins)
        due += reckoned - begins
    return due


def due_after_days(start: date, days: int, pauses: Sequence[Pause[date]] = ()) -> date:
    """Return the day that is the `days`-th calendar day after `start` on which no pause holds.

    The day after `start` is the first; zero days are due on `start` itself. Raises `StillPaused` and
    `ValueError` as `due_after_hours` does. Source: requirements R144 (30 days, calendar days in the profile).
    """
    return _nth_day(start, days, pauses, lambda day: True)


def due_after_working_days(
    start: date, days: int, holidays: Container[date] = ENGLAND, pauses: Sequence[Pause[date]] = ()
) -> date:
    """Return the day that is the `days`-th working day after `start` on which no pause holds.

    `holidays` are the days that do not count: bank holidays, with school holidays where they matter
    (`calendars.Closures`). Zero days are due on `start` itself. Raises as `due_after_days` does.
    """
    return _nth_day(start, days, pauses, lambda day: is_working_day(day, holidays))


def hours_used(start: datetime, until: datetime, pauses: Sequence[Pause[datetime]] = ()) -> float:
    """Return the elapsed hours from `start` to `until` outside the pauses; a pause without an end lasts."""
    reckoned, ends = in_utc(start), in_utc(until)
    used = timedelta()
    for pause in _in_order(pauses):
        begins = min(max(in_utc(pause.from_), reckoned), max(ends, reckoned))
        used += begins - reckoned
        reckoned = max(in_utc(pause.to) if pause.to else ends, begins)
    return (used + max(ends - reckoned, timedelta())) / timedelta(hours=1)


def holding(pauses: Iterable[Pause[Point]], point: Point) -> Pause[Point] | None:
    """Return the pause that holds at a moment or on a day, the one that began first, or None."""
    found = [pause for pause in pauses if pause.from_ <= point and (pause.to is None or point < pause.to)]
    return min(found, key=lambda pause: pause.from_, default=None)


def in_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC, so that subtraction measures elapsed time.

    Raises `ValueError` without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"The moment {moment} has no time zone")
    return moment.astimezone(UTC)


def _in_order(pauses: Sequence[Pause[datetime]]) -> list[Pause[datetime]]:
    return sorted(pauses, key=lambda pause: in_utc(pause.from_))


def _nth_day(start: date, days: int, pauses: Sequence[Pause[date]], counts: Callable[[date], bool]) -> date:
    _not_negative(days, "days")
    day, left = start, days
    while left:
        day += ONE_DAY
        pause = holding(pauses, day)
        if pause and pause.to is None:
            raise StillPaused(pause)
        left -= not pause and counts(day)
    return day


def _not_negative(number: int, unit: str) -> None:
    if number < 0:
        raise ValueError(f"{number} {unit}: a clock runs forwards")
