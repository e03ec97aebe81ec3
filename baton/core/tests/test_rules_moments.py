"""Local days and times, through both changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.core import dates
from baton.core.rules import moments
from baton.core.rules.moments import LONDON, NoSuchTime, NotADate, NotAMoment


def test_the_local_day_of_a_summer_night_is_not_that_of_utc():
    assert moments.local_day(datetime(2026, 6, 1, 23, 30, tzinfo=UTC)) == date(2026, 6, 2)
    assert dates.local_day(datetime(2026, 1, 1, 23, 30, tzinfo=UTC)) == date(2026, 1, 1)
    assert dates.local(datetime(2026, 6, 1, 23, 30, tzinfo=UTC)).hour == 0


def test_a_time_that_occurs_twice_means_the_first():
    assert moments.moment_of(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moments.moment_of(date(2026, 10, 25), time(1, 30, fold=1)) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    assert dates.moment_of(date(2026, 10, 25), time(2)) == datetime(2026, 10, 25, 2, tzinfo=UTC)


@pytest.mark.parametrize("at", [time(1), time(1, 59, 59)])
def test_a_time_that_does_not_exist_is_a_fault(at):
    with pytest.raises(NoSuchTime, match="does not exist"):
        moments.moment_of(date(2026, 3, 29), at)
    assert moments.moment_of(date(2026, 3, 29), time(2)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


@given(
    day=st.dates(date(2000, 1, 1), date(2040, 12, 31)),
    at=st.times(),
)
def test_a_moment_made_of_a_local_time_shows_that_time(day, at):
    try:
        moment = moments.moment_of(day, at)
    except NoSuchTime:
        assert day.month == 3
        assert day.day > 24
        assert at.hour == 1
        return

    local = moments.local(moment)
    assert (local.date(), local.time()) == (day, at)


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_a_day_has_23_24_or_25_hours_and_its_bounds_meet(day):
    start, end = moments.day_bounds(day, day)

    assert (end - start) in {timedelta(hours=hours) for hours in (23, 24, 25)}
    assert moments.local_day(start) == moments.local_day(end - timedelta(microseconds=1)) == day
    assert dates.day_bounds(day, day) == (start, end)


def test_a_moment_needs_a_zone():
    with pytest.raises(ValueError, match="no time zone"):
        moments.local_day(datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_day_is_ten_characters():
    assert moments.parse_day("2026-02-28") == date(2026, 2, 28)


@pytest.mark.parametrize(
    "text", ["", "2026-02-29", "20260228", "28/02/2026", "2026-W01-1", "2026-2-28", "x" * 90]
)
def test_other_text_is_no_day(text):
    with pytest.raises(NotADate, match="year-month-day"):
        moments.parse_day(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-06-01T10:00", datetime(2026, 6, 1, 9, tzinfo=UTC)),
        ("2026-06-01 10:00:30", datetime(2026, 6, 1, 9, 0, 30, tzinfo=UTC)),
        ("2026-06-01T10:00Z", datetime(2026, 6, 1, 10, tzinfo=UTC)),
        ("2026-06-01T10:00-05:00", datetime(2026, 6, 1, 15, tzinfo=UTC)),
        ("2026-10-25T01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_local_where_no_offset_is_given(text, moment):
    assert dates.parse_moment(text) == moment


@pytest.mark.parametrize("text", ["", "2026-06-01", "2026-06-01T25:00", "tomorrow at ten"])
def test_other_text_is_no_moment(text):
    with pytest.raises(NotAMoment):
        moments.parse_moment(text)


def test_now_and_today_belong_together(monkeypatch):
    monkeypatch.setattr(dates, "now", lambda: datetime(2026, 6, 1, 23, 30, tzinfo=UTC))

    assert dates.today() == date(2026, 6, 2)


def test_now_is_in_utc():
    assert abs(datetime.now(LONDON) - dates.now()) < timedelta(minutes=1)
    assert dates.now().tzinfo is UTC


@given(day=st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_what_is_due_by_a_day_is_due_until_its_last_minute(day):
    due = moments.end_of_day(day)

    assert moments.local_day(due) == day
    assert moments.ends_a_day(due)
    assert moments.local_day(due + timedelta(minutes=1)) == day + timedelta(days=1)
    assert dates.due_point(due) == day
    assert dates.due_point(due - timedelta(minutes=1)) == due - timedelta(minutes=1)
    assert dates.due_point(day) == day
