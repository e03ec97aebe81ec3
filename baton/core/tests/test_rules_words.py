"""Days, moments and lateness in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.core import dates
from baton.core.rules import words

NOW = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def test_days_and_moments():
    assert words.day_words(date(2026, 5, 3)) == "3 May 2026"
    assert words.day_in_full(date(2026, 5, 3)) == "Sunday 3 May 2026"
    assert dates.moment_words(datetime(2026, 5, 3, 15, 20, tzinfo=UTC)) == "3 May 2026 at 16:20"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "due today"),
        (1, "due tomorrow"),
        (2, "due in 2 days"),
        (14, "due in 14 days"),
        (15, "due 18 June 2026"),
        (-1, "1 day late"),
        (-3, "3 days late"),
        (-1200, "1,200 days late"),
    ],
)
def test_a_due_day(days, said):
    assert dates.due_words(date(2026, 6, 3) + timedelta(days=days), NOW) == said


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (datetime(2026, 6, 3, 15, 20, tzinfo=UTC), "due today 16:20"),
        (datetime(2026, 6, 3, 23, 30, tzinfo=UTC), "due tomorrow 00:30"),
        (datetime(2026, 6, 8, 8, 0, tzinfo=UTC), "due in 5 days 09:00"),
        (datetime(2026, 7, 8, 8, 0, tzinfo=UTC), "due 8 July 2026 09:00"),
        (NOW, "due today 13:00"),
        (NOW - timedelta(seconds=5), "1 minute late"),
        (NOW - timedelta(minutes=59), "59 minutes late"),
        (NOW - timedelta(hours=1), "1 hour late"),
        (NOW - timedelta(hours=23), "23 hours late"),
        (NOW - timedelta(hours=24), "1 day late"),
        (NOW - timedelta(days=3), "3 days late"),
    ],
)
def test_a_due_moment(due, said):
    assert dates.due_words(due, NOW) == said


def test_the_day_of_25_hours_is_still_a_day():
    due = datetime(2026, 10, 24, 23, 10, tzinfo=UTC)

    assert words.late_by(due, due + timedelta(hours=24, minutes=30)) == "1 day"


@given(due=MOMENTS, now=MOMENTS)
def test_late_is_said_exactly_when_it_is(due, now):
    said = words.due_moment_words(due, now)

    assert said.endswith("late") == (due < now)
    assert bool(words.late_by(due, now)) == (due < now)
    assert not said.startswith("0 ")
