"""Working days, school days, bank holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.core.rules import calendars
from baton.core.rules.calendars import Closures, Period

TERM = Period(date(2026, 9, 2), date(2026, 10, 23), "Autumn, first half")


def test_bank_holidays_of_england():
    assert date(2026, 4, 6) in calendars.ENGLAND
    assert calendars.ENGLAND.name_of(date(2026, 4, 6)) == "Easter Monday"
    assert date(2026, 3, 17) not in calendars.ENGLAND, "St Patrick's Day is Northern Ireland's"
    assert calendars.ENGLAND.name_of(date(2026, 4, 7)) == ""
    assert "2026-04-06" not in calendars.ENGLAND


@given(st.integers(2000, 2040))
def test_a_year_has_eight_bank_holidays_on_weekdays_or_more(year):
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    found = [day for day in days if day.year == year and day in calendars.ENGLAND]

    assert len([day for day in found if day.weekday() < 5]) >= 8


def test_a_period_holds_both_its_ends():
    assert TERM.first in TERM
    assert TERM.last in TERM
    assert TERM.last + timedelta(days=1) not in TERM
    with pytest.raises(ValueError, match="Half term ends on 2026-01-01"):
        Period(date(2026, 1, 2), date(2026, 1, 1), "Half term")


def test_closures_add_periods_to_bank_holidays():
    closed = Closures((TERM,))

    assert date(2026, 9, 2) in closed
    assert date(2026, 4, 6) in closed
    assert date(2026, 4, 7) not in closed
    assert "2026-09-02" not in closed


def test_school_days_are_working_days_in_term():
    assert calendars.is_school_day(date(2026, 9, 2), [TERM])
    assert not calendars.is_school_day(date(2026, 9, 5), [TERM])
    assert not calendars.is_school_day(date(2026, 10, 26), [TERM])


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)))
def test_the_next_working_day_is_the_nearest(day):
    following = calendars.next_working_day(day)

    assert calendars.is_working_day(following)
    assert calendars.working_days_between(day - timedelta(days=1), following) == 1


def test_no_working_days_lie_before_the_start():
    assert calendars.working_days_between(date(2026, 6, 8), date(2026, 6, 1)) == 0
