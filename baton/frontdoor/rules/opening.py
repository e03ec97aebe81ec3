"""When the front door is staffed: open days, opening moments, and the days on which a clock of its own stands still."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from baton.core.rules.calendars import ENGLAND
from baton.core.rules.clocks import Pause, due_after_hours
from baton.core.rules.moments import LONDON, day_bounds, local_day, moment_of

LONGEST_DAYS = 366
"""How far ahead an open day is looked for (ours): a front door that never opens keeps no clock."""


@dataclass(frozen=True)
class Week:
    """The opening hours of each weekday (Monday is 0), and the days closed beside: bank holidays among them."""

    hours: Callable[[int], tuple[time, time] | None]
    closed: Container[date] = ENGLAND
    zone: tzinfo = LONDON

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """Return the moments at which the front door opens and closes on a local day, None where it stays closed."""
        hours = None if day in self.closed else self.hours(day.weekday())
        return (moment_of(day, hours[0], self.zone), moment_of(day, hours[1], self.zone)) if hours else None

    def is_open_day(self, moment: datetime) -> bool:
        """Say whether the local day of a moment is one on which the front door opens."""
        return self.on(local_day(moment, self.zone)) is not None

    def closed_days(self, start: datetime) -> list[Pause[datetime]]:
        """Return the closed days from `start` on, each as a pause of a clock."""
        first = local_day(start, self.zone)
        days = (first + timedelta(days=number) for number in range(LONGEST_DAYS))
        return [
            Pause(*day_bounds(day, day, self.zone), reason="closed") for day in days if self.on(day) is None
        ]


def hours_on_open_days(start: datetime, hours: int, week: Week) -> datetime:
    """Return the moment at which `hours` have passed since `start` on days on which the front door opens.

    A day that is open counts whole, night included: asked on Friday at three, an answer within 24 hours is due on
    Monday at three. Where it never opens, hours run through.
    """
    closed = week.closed_days(start)
    return due_after_hours(start, hours, closed if len(closed) < LONGEST_DAYS else ())
