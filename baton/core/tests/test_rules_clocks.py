"""Due moments and due days, over bank holidays, leap days and changes of the clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.core.rules import calendars, clocks
from baton.core.rules.clocks import Pause, StillPaused
from baton.core.rules.moments import LONDON

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2035, 12, 31), timezones=st.sampled_from([UTC, LONDON]))  # noqa: DTZ001


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def pause(from_: str, to: str | None) -> Pause[datetime]:
    return Pause(at(from_), at(to) if to else None, "waiting for the family")


def days_off(from_: str, to: str | None) -> Pause[date]:
    return Pause(date.fromisoformat(from_), date.fromisoformat(to) if to else None, "family away")


# elapsed hours


def test_hours_run_over_weekends_and_bank_holidays():
    friday = at("2026-04-03T16:20+01:00")

    assert clocks.due_after_hours(friday, 48) == at("2026-04-05T16:20+01:00")


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-03-28T09:00+00:00", "2026-03-30T10:00+01:00"),
        ("2026-10-24T09:00+01:00", "2026-10-26T08:00+00:00"),
        ("2024-02-28T12:00+00:00", "2024-03-01T12:00+00:00"),
        ("2025-02-27T12:00+00:00", "2025-03-01T12:00+00:00"),
    ],
)
def test_hours_are_elapsed_hours(start, due):
    assert clocks.due_after_hours(at(start).astimezone(LONDON), 48) == at(due)


@given(start=MOMENTS, hours=st.integers(0, 2000))
def test_hours_without_pauses_are_that_many_hours_in_utc(start, hours):
    due = clocks.due_after_hours(start, hours)

    assert due.tzinfo is UTC
    assert due - start.astimezone(UTC) == timedelta(hours=hours)


def test_a_pause_moves_the_due_moment_by_its_length():
    start = at("2026-06-01T10:00+00:00")

    due = clocks.due_after_hours(start, 48, [pause("2026-06-02T10:00+00:00", "2026-06-02T15:00+00:00")])

    assert due == at("2026-06-03T15:00+00:00")


def test_pauses_that_overlap_count_once_and_those_outside_not_at_all():
    start = at("2026-06-01T10:00+00:00")
    pauses = [
        pause("2026-06-02T12:00+00:00", "2026-06-02T20:00+00:00"),
        pause("2026-06-02T10:00+00:00", "2026-06-02T14:00+00:00"),
        pause("2026-06-02T13:00+00:00", "2026-06-02T13:30+00:00"),
        pause("2026-05-30T10:00+00:00", "2026-06-01T11:00+00:00"),
        pause("2026-05-01T10:00+00:00", "2026-05-02T11:00+00:00"),
        pause("2026-07-01T10:00+00:00", "2026-07-02T10:00+00:00"),
    ]

    assert clocks.due_after_hours(start, 48, pauses) == at("2026-06-03T21:00+00:00")


def test_a_pause_pushes_the_due_moment_into_the_next_one():
    start = at("2026-06-01T10:00+00:00")
    pauses = [
        pause("2026-06-01T11:00+00:00", "2026-06-01T13:00+00:00"),
        pause("2026-06-01T13:30+00:00", "2026-06-01T14:30+00:00"),
    ]

    assert clocks.due_after_hours(start, 2, pauses) == at("2026-06-01T15:00+00:00")


def test_a_pause_that_begins_at_the_due_moment_moves_nothing():
    start = at("2026-06-01T10:00+00:00")

    assert clocks.due_after_hours(start, 2, [pause("2026-06-01T12:00+00:00", None)]) == at(
        "2026-06-01T12:00+00:00"
    )


def test_a_pause_without_an_end_has_no_due_moment():
    open_pause = pause("2026-06-01T11:00+00:00", None)

    with pytest.raises(StillPaused, match="End the pause first") as caught:
        clocks.due_after_hours(at("2026-06-01T10:00+00:00"), 2, [open_pause])
    assert caught.value.pause is open_pause


@st.composite
def minute_pauses(draw):
    """Closed pauses, by whole hours from a common start, in any order and overlapping."""
    pairs = draw(st.lists(st.tuples(st.integers(-20, 60), st.integers(0, 30)), max_size=6))
    start = at("2026-03-28T06:00+00:00")
    return start, [Pause(start + timedelta(hours=a), start + timedelta(hours=a + b), "why") for a, b in pairs]


@given(case=minute_pauses(), hours=st.integers(0, 60))
def test_hours_with_pauses_agree_with_counting_hour_by_hour(case, hours):
    start, pauses = case
    moment, left = start, hours
    while left:
        left -= clocks.holding(pauses, moment) is None
        moment += timedelta(hours=1)

    due = clocks.due_after_hours(start, hours, pauses)

    assert due == moment
    assert clocks.hours_used(start, due, pauses) == hours


def test_hours_used_stops_at_a_pause_without_an_end():
    start = at("2026-06-01T10:00+00:00")

    used = clocks.hours_used(start, at("2026-06-05T10:00+00:00"), [pause("2026-06-01T13:00+00:00", None)])

    assert used == 3
    assert (
        clocks.hours_used(start, at("2026-05-05T10:00+00:00"), [pause("2026-06-01T13:00+00:00", None)]) == 0
    )


# days


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2024-01-30", "2024-02-29"),
        ("2025-01-30", "2025-03-01"),
        ("2026-03-01", "2026-03-31"),
        ("2026-03-29", "2026-04-28"),
    ],
)
def test_thirty_calendar_days(start, due):
    assert clocks.due_after_days(date.fromisoformat(start), 30) == date.fromisoformat(due)


@given(start=DAYS, days=st.integers(0, 400))
def test_calendar_days_are_plain_addition(start, days):
    assert clocks.due_after_days(start, days) == start + timedelta(days=days)


def test_days_off_do_not_count():
    start = date(2026, 7, 20)

    assert clocks.due_after_days(start, 10, [days_off("2026-07-25", "2026-08-04")]) == date(2026, 8, 9)
    assert clocks.due_after_days(start, 10, [days_off("2026-07-01", "2026-07-21")]) == date(2026, 7, 30)
    assert clocks.due_after_days(start, 10, [days_off("2026-07-31", None)]) == date(2026, 7, 30)
    with pytest.raises(StillPaused):
        clocks.due_after_days(start, 10, [days_off("2026-07-30", None)])


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Maundy Thursday: Good Friday to Easter Monday do not count
        (date(2025, 12, 24), 3, date(2025, 12, 31)),  # Christmas and Boxing Day, then a weekend
        (date(2027, 12, 24), 1, date(2027, 12, 29)),  # both on a weekend: substitutes on Monday and Tuesday
        (date(2022, 9, 16), 1, date(2022, 9, 20)),  # a bank holiday of one year only
        (date(2026, 6, 6), 1, date(2026, 6, 8)),  # begins on a Saturday
        (date(2026, 6, 6), 0, date(2026, 6, 6)),
    ],
)
def test_working_days_skip_weekends_and_bank_holidays(start, days, due):
    assert clocks.due_after_working_days(start, days) == due


def test_working_days_skip_school_holidays_passed_in():
    summer = calendars.Closures((calendars.Period(date(2026, 7, 22), date(2026, 8, 31), "Summer"),))

    assert clocks.due_after_working_days(date(2026, 7, 20), 2, summer) == date(2026, 9, 1)


def test_working_days_skip_pauses():
    away = [days_off("2026-06-09", "2026-06-12")]

    assert clocks.due_after_working_days(date(2026, 6, 8), 2, pauses=away) == date(2026, 6, 15)


@given(start=DAYS, days=st.integers(1, 60))
def test_the_due_working_day_is_one_and_has_that_many_up_to_it(start, days):
    due = clocks.due_after_working_days(start, days)

    assert calendars.is_working_day(due)
    assert calendars.working_days_between(start, due) == days


@pytest.mark.parametrize(
    "due", [clocks.due_after_days, clocks.due_after_working_days, clocks.due_after_hours]
)
def test_a_clock_runs_forwards(due):
    with pytest.raises(ValueError, match="forwards"):
        due(at("2026-06-06T10:00+00:00"), -1)


def test_moments_need_a_zone():
    with pytest.raises(ValueError, match="no time zone"):
        clocks.due_after_hours(datetime(2026, 6, 6), 1)  # noqa: DTZ001


# pauses


def test_a_pause_has_a_reason_and_ends_after_it_begins():
    with pytest.raises(ValueError, match="needs a reason"):
        Pause(date(2026, 6, 6), None, "  ")
    with pytest.raises(ValueError, match="before it begins"):
        days_off("2026-06-06", "2026-06-05")


def test_the_pause_that_holds_is_the_one_that_began_first():
    first, second = days_off("2026-06-01", "2026-06-05"), days_off("2026-06-03", None)

    assert clocks.holding([second, first], date(2026, 6, 4)) == first
    assert clocks.holding([second, first], date(2026, 6, 5)) == second
    assert clocks.holding([second, first], date(2026, 5, 31)) is None
