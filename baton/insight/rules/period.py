"""The period of a report and the moment from which it is seen. Source: contracts/reports.md, "Period"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from baton.core.rules.words import day_words

LONGEST = timedelta(days=20 * 366)
"""No report of more than twenty years is asked for in earnest (ours); one of two thousand would keep the server busy."""


class WrongPeriod(ValueError):
    """The days do not make a period; the message says what to change."""


@dataclass(frozen=True)
class Period:
    """The local days from `from_on` to `to_on`, both included, as they are known at `as_of`."""

    from_on: date
    to_on: date
    as_of: datetime
    zone: tzinfo

    def __post_init__(self) -> None:
        if self.from_on > self.to_on:
            raise WrongPeriod(
                f"The period ends on {day_words(self.to_on)}, before it begins on {day_words(self.from_on)}"
            )
        if self.to_on - self.from_on > LONGEST:
            raise WrongPeriod(
                f"The period from {day_words(self.from_on)} to {day_words(self.to_on)} is too long: ask for twenty years "
                "at most"
            )
        if self.to_on > self.as_of_day:
            raise WrongPeriod(
                f"The period ends on {day_words(self.to_on)}, after the day it is seen from, {day_words(self.as_of_day)}"
            )

    @property
    def as_of_day(self) -> date:
        """The local day of `as_of`."""
        return self.as_of.astimezone(self.zone).date()

    @property
    def start(self) -> datetime:
        """The first moment of the period."""
        return midnight(self.from_on, self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after the period, and after `as_of`: what comes then is not counted."""
        after_last_day = midnight(self.to_on + timedelta(days=1), self.zone)
        return min(after_last_day, self.as_of + timedelta(microseconds=1))

    def months(self) -> Iterator[tuple[str, date, date]]:
        """Give each month that the period touches, as `YYYY-MM` with its first and last day within the period."""
        first = self.from_on
        while first <= self.to_on:
            following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
            last = min(following - timedelta(days=1), self.to_on)
            yield f"{first:%Y-%m}", first, last
            first = following


def midnight(day: date, zone: tzinfo) -> datetime:
    """Give the moment, in UTC, at which a local day begins."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def end_of(day: date, zone: tzinfo) -> datetime:
    """Give the last moment of a local day: what a date given as the moment of view means."""
    return midnight(day + timedelta(days=1), zone) - timedelta(microseconds=1)


def whole_month_before(today: date) -> tuple[date, date]:
    """Give the first and last day of the last month that is over."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last
