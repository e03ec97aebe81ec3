"""Which days are working days and school days.

Pure: bank holidays are computed, school holidays are passed in.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5


@dataclass(frozen=True)
class Period:
    """A run of days with a name, both ends included: a half term, a Christmas closure."""

    first: date
    last: date
    name: str = ""

    def __post_init__(self) -> None:
        """Raise `ValueError` where the last day stands before the first."""
        if self.last < self.first:
            raise ValueError(
                f"{self.name or 'The period'} ends on {self.last}, before it begins on {self.first}"
            )

    def __contains__(self, day: date) -> bool:
        """Say whether a day lies within."""
        return self.first <= day <= self.last


@lru_cache(maxsize=256)
def _england(year: int) -> dict[date, str]:
    found = holidays.country_holidays("GB", subdiv="ENG", years=year, expand=False)
    return {day: name for day, name in found.items() if day.year == year}


class EnglishBankHolidays(Container[date]):
    """The bank holidays of England, substitute days and one-off ones included."""

    def __contains__(self, day: object) -> bool:
        """Say whether a day is a bank holiday."""
        return isinstance(day, date) and day in _england(day.year)

    def name_of(self, day: date) -> str:
        """Return the holiday's name, or an empty string on any other day."""
        return _england(day.year).get(day, "")


ENGLAND = EnglishBankHolidays()


@dataclass(frozen=True)
class Closures(Container[date]):
    """Days that do not count.

    Bank holidays, and any further periods passed in (school holidays, closures).
    """

    periods: tuple[Period, ...] = ()
    bank: Container[date] = ENGLAND

    def __contains__(self, day: object) -> bool:
        """Say whether a day does not count."""
        return day in self.bank or (isinstance(day, date) and any(day in period for period in self.periods))


def is_working_day(day: date, holidays: Container[date] = ENGLAND) -> bool:
    """Say whether a day is Monday to Friday and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def is_school_day(day: date, terms: Iterable[Period], holidays: Container[date] = ENGLAND) -> bool:
    """Say whether a day is a working day within one of the terms passed in."""
    return is_working_day(day, holidays) and any(day in term for term in terms)


def next_working_day(day: date, holidays: Container[date] = ENGLAND) -> date:
    """Return the day itself if it is a working day, else the first one after it."""
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def working_days_between(start: date, end: date, holidays: Container[date] = ENGLAND) -> int:
    """Count the working days after `start` up to and including `end`; none where `end` is not later."""
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays) for day in days)
