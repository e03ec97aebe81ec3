"""Meetings: when the next is due, which date to suggest, what counts as met in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.casework.rules.meeting import (
    MEETING_STATE_LABELS,
    PRESENCE_LABELS,
    REVIEW_DECISION_LABELS,
    STANDING_LABELS,
    Interval,
    MeetingState,
    Presence,
    ReviewDecision,
    Standing,
    Window,
    is_late,
    may_move,
    met_in_time,
    suggest,
    window,
)
from baton.core.rules.clocks import Pause
from baton.partnership.rules.profile_codes import MeetingCode

FOUR_TO_SIX_WEEKS = Interval(28, 42)


def test_the_next_meeting_is_expected_between_four_and_six_weeks():
    assert window(date(2024, 2, 1), FOUR_TO_SIX_WEEKS) == Window(date(2024, 2, 29), date(2024, 3, 14))


def test_days_on_which_the_clock_stood_still_do_not_count():
    pauses = [Pause(date(2024, 2, 5), date(2024, 2, 15), "Half term")]

    found = window(date(2024, 2, 1), FOUR_TO_SIX_WEEKS, pauses)

    assert found == Window(date(2024, 3, 10), date(2024, 3, 24))


def test_the_suggestion_is_the_same_weekday_five_weeks_on():
    thursday = date(2026, 1, 8)

    assert suggest(thursday, FOUR_TO_SIX_WEEKS, frozenset()) == date(2026, 2, 12)


def test_a_day_off_moves_the_suggestion_to_another_week():
    thursday, off = date(2026, 1, 8), frozenset({date(2026, 2, 12)})

    assert suggest(thursday, FOUR_TO_SIX_WEEKS, off) in {date(2026, 2, 5), date(2026, 2, 19)}


def test_after_a_meeting_at_a_weekend_a_working_day_is_suggested():
    assert suggest(date(2026, 1, 10), FOUR_TO_SIX_WEEKS, frozenset()).weekday() < 5


def test_where_every_day_is_off_the_last_one_is_suggested():
    every_day = {date(2026, 1, 1) + timedelta(step) for step in range(100)}

    assert suggest(date(2026, 1, 8), FOUR_TO_SIX_WEEKS, every_day) == date(2026, 2, 19)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 60), st.integers(0, 60))
def test_a_suggestion_lies_in_its_window(day, low, more):
    interval = Interval(low, low + more)

    expected = window(day, interval)

    assert expected.earliest <= suggest(day, interval, frozenset()) <= expected.latest


def test_late_begins_after_the_last_day():
    assert not is_late(date(2026, 1, 8), FOUR_TO_SIX_WEEKS, date(2026, 2, 19))
    assert is_late(date(2026, 1, 8), FOUR_TO_SIX_WEEKS, date(2026, 2, 20))


@pytest.mark.parametrize(
    ("kind", "held_on", "counts"),
    [
        (MeetingCode.TAF, date(2026, 2, 17), True),
        (MeetingCode.REVIEW, date(2026, 3, 31), True),
        (MeetingCode.TAF, date(2026, 2, 16), False),
        (MeetingCode.TAF, date(2026, 4, 1), False),
        (MeetingCode.MAAM, date(2026, 3, 1), False),
        (MeetingCode.FAMILY_SUPPORT_GROUP, date(2026, 3, 1), False),
    ],
)
def test_met_in_time_counts_team_meetings_of_the_last_42_days(kind, held_on, counts):
    assert met_in_time([(kind, held_on)], date(2026, 3, 31), FOUR_TO_SIX_WEEKS) is counts


def test_a_planned_meeting_is_held_or_called_off_and_then_stands():
    assert may_move(MeetingState.PLANNED, MeetingState.HELD)
    assert may_move(MeetingState.PLANNED, MeetingState.CANCELLED)
    assert not may_move(MeetingState.HELD, MeetingState.CANCELLED)


def test_every_code_has_words():
    assert set(MEETING_STATE_LABELS) == set(MeetingState)
    assert set(PRESENCE_LABELS) == set(Presence)
    assert set(STANDING_LABELS) == set(Standing)
    assert set(REVIEW_DECISION_LABELS) == set(ReviewDecision)
