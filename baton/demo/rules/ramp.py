"""When enquiries come: ten whole months that grow to the last, and the days of the month that runs."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from baton.demo.rules import figures


@dataclass(frozen=True)
class Month:
    """A calendar month: how many whole months before the month of `today`, its days, its enquiries."""

    back: int
    first: date
    last: date
    enquiries: int

    @property
    def within_target(self) -> int:
        """Per cent of its enquiries that are screened in time."""
        return figures.WITHIN_TARGET[max(self.back - 1, 0)]


def months(today: date, scale: float) -> list[Month]:
    """Return the months from the first to that of `today`, which ends yesterday; `back` 1 is the last whole one."""
    found = [_month(today, back, scale) for back in range(figures.MONTHS, 0, -1)]
    first = today.replace(day=1)
    days = (today - first).days
    if days:
        share = days / calendar.monthrange(today.year, today.month)[1]
        count = max(1, round(found[-1].enquiries * share))
        found.append(Month(0, first, today - timedelta(1), count))
    return found


def last_month(today: date) -> tuple[date, date]:
    """Return the first and the last day of the last whole month."""
    last = today.replace(day=1) - timedelta(1)
    return last.replace(day=1), last


def _month(today: date, back: int, scale: float) -> Month:
    first, last = last_month(today)
    for _ in range(back - 1):
        first, last = last_month(first)
    growth = figures.GROWTH ** (-(back - 1) / figures.GROWTH_MONTHS)
    return Month(back, first, last, max(3, round(figures.ENQUIRIES * scale * growth)))


def days_of(month: Month) -> dict[date, int]:
    """Return the days of a month with how much comes on each: little at weekends."""
    days = [month.first + timedelta(step) for step in range((month.last - month.first).days + 1)]
    return {day: 1 if day.weekday() > 4 else 8 for day in days}
