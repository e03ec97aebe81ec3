"""Moments, days and ages as people say them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from baton.ui import moments

TODAY = date(2026, 3, 3)
NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


@dataclass
class Somebody:
    date_of_birth: date | None = None
    expected_on: date | None = None
    unborn: bool = False


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2022, 1, 3), "4 years, 2 months"),
        (date(2022, 3, 3), "4 years"),
        (date(2022, 3, 4), "3 years, 11 months"),
        (date(2025, 3, 3), "1 year"),
        (date(2025, 2, 3), "1 year, 1 month"),
        (date(2025, 5, 3), "10 months"),
        (date(2026, 1, 6), "1 month"),
        (date(2026, 1, 7), "7 weeks"),
        (date(2026, 2, 24), "1 week"),
        (date(2026, 2, 25), "6 days"),
        (date(2026, 3, 2), "1 day"),
        (date(2026, 3, 3), "0 days"),
        (date(2008, 3, 4), "17 years, 11 months"),
        (date(2008, 3, 3), "18 years"),
        (date(1992, 1, 1), "34 years"),
        (date(2026, 3, 4), "expected 4 March 2026"),
    ],
)
def test_ages(born: date, words: str) -> None:
    assert moments.age(born, TODAY) == words
    assert moments.age(Somebody(date_of_birth=born), TODAY) == words


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (Somebody(expected_on=date(2026, 6, 1)), "expected 1 June 2026"),
        (Somebody(unborn=True), "not yet born"),
        (Somebody(), "age not known"),
        (None, "age not known"),
    ],
)
def test_ages_without_a_birth_date(who: Somebody | None, words: str) -> None:
    assert moments.age(who, TODAY) == words


def test_a_leap_day_child_is_a_year_older_on_the_first_of_march() -> None:
    assert moments.age(date(2024, 2, 29), date(2026, 2, 28)) == "1 year, 11 months"
    assert moments.age(date(2024, 2, 29), date(2026, 3, 1)) == "2 years"


@given(st.dates(date(2008, 4, 1), TODAY))
def test_an_age_is_always_said_and_never_negative(born: date) -> None:
    words = moments.age(born, TODAY)

    assert words[0].isdigit()
    assert "-" not in words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 3, 3, 16, 20, tzinfo=UTC), "Tuesday 3 March, 4:20 pm"),
        (datetime(2026, 6, 3, 16, 20, tzinfo=UTC), "Wednesday 3 June, 5:20 pm"),
        (datetime(2025, 12, 31, 9, 5, tzinfo=UTC), "Wednesday 31 December 2025, 9:05 am"),
        (datetime(2026, 3, 3, 12, 0, tzinfo=UTC), "Tuesday 3 March, midday"),
        (datetime(2026, 3, 3, 0, 0, tzinfo=UTC), "Tuesday 3 March, midnight"),
        (datetime(2026, 3, 3, 0, 1, tzinfo=UTC), "Tuesday 3 March, 12:01 am"),
    ],
)
def test_moments(at: datetime, words: str) -> None:
    assert moments.local(at, NOW) == words


def test_no_moment_and_no_day_are_nothing() -> None:
    assert moments.local(None) == ""
    assert moments.day(None) == ""


def test_days() -> None:
    assert moments.day(TODAY) == "3 March 2026"
    assert moments.day(TODAY, weekday=True) == "Tuesday 3 March 2026"
    assert moments.day(datetime(2026, 6, 3, 23, 30, tzinfo=UTC)) == "4 June 2026"


@pytest.mark.parametrize(
    ("at", "tone"),
    [
        (datetime(2026, 3, 3, 11, 59, tzinfo=UTC), "late"),
        (datetime(2026, 3, 3, 12, 1, tzinfo=UTC), "today"),
        (date(2026, 3, 2), "late"),
        (date(2026, 3, 3), "today"),
        (date(2026, 3, 4), "soon"),
        (date(2026, 3, 9), "soon"),
        (date(2026, 3, 10), "later"),
    ],
)
def test_tones(at: datetime | date, tone: str) -> None:
    assert moments.tone(at, NOW) == tone


@time_machine.travel(NOW, tick=False)
def test_today_is_the_default() -> None:
    assert moments.age(date(2020, 3, 3)) == "6 years"
    assert moments.local(NOW) == "Tuesday 3 March, midday"
