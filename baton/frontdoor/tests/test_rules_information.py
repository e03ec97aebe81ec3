"""Open days, when an answer is due, when an agency is reminded, and what may be asked for."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from baton.frontdoor.rules.check import Answer
from baton.frontdoor.rules.enquiry import FamilyAgrees
from baton.frontdoor.rules.information import (
    AGENCY_WORDS,
    JOINT_WORDS,
    Chase,
    Standing,
    may_ask_for,
    reminder_due,
    standing,
    words_needed,
)
from baton.frontdoor.rules.opening import Week, hours_on_open_days

HOURS = {day: (time(8, 30), time(17)) for day in range(5)}
WEEK = Week(HOURS.get)
FRIDAY = datetime(2026, 9, 11, 14, tzinfo=UTC)  # three in the afternoon, British summer time
MONDAY = datetime(2026, 9, 14, 14, tzinfo=UTC)


def test_opening_moments_are_local() -> None:
    assert WEEK.on(date(2026, 9, 11)) == (
        datetime(2026, 9, 11, 7, 30, tzinfo=UTC),
        datetime(2026, 9, 11, 16, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (FRIDAY, True),
        (FRIDAY + timedelta(days=1), False),
        (datetime(2026, 8, 31, 12, tzinfo=UTC), False),  # a bank holiday
        (datetime(2026, 9, 13, 23, 30, tzinfo=UTC), True),  # Monday already, in local time
    ],
)
def test_a_day_is_open_by_weekday_and_holiday(day: datetime, is_open: bool) -> None:
    assert WEEK.is_open_day(day) is is_open


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (FRIDAY - timedelta(days=1), FRIDAY),
        (FRIDAY, MONDAY),
        (FRIDAY + timedelta(days=1), datetime(2026, 9, 14, 23, tzinfo=UTC)),  # asked on Saturday: all Monday
        (datetime(2026, 8, 28, 14, tzinfo=UTC), datetime(2026, 9, 1, 14, tzinfo=UTC)),  # over a bank holiday
    ],
)
def test_an_answer_is_due_after_a_day_on_which_the_front_door_is_open(asked: datetime, due: datetime) -> None:
    assert hours_on_open_days(asked, 24, WEEK) == due


def test_hours_run_through_where_the_front_door_never_opens() -> None:
    assert hours_on_open_days(FRIDAY, 24, Week(lambda day: None)) == FRIDAY + timedelta(hours=24)


@pytest.mark.parametrize(
    ("reminded_at", "reminders", "expected"),
    [(None, 0, FRIDAY), (FRIDAY, 1, MONDAY), (MONDAY, 2, None)],
)
def test_reminders_go_when_the_answer_is_due_and_end_by_themselves(
    reminded_at: datetime | None, reminders: int, expected: datetime | None
) -> None:
    due = reminder_due(
        due_at=FRIDAY, reminded_at=reminded_at, reminders=reminders, chase=Chase(24, 2), week=WEEK
    )

    assert due == expected


@pytest.mark.parametrize(
    ("answered", "closed", "now", "expected"),
    [
        (True, False, MONDAY, Standing.ANSWERED),
        (False, True, MONDAY, Standing.CLOSED),
        (False, False, FRIDAY, Standing.WAITING),
        (False, False, MONDAY, Standing.LATE),
    ],
)
def test_a_request_stands_in_one_place(
    answered: bool, closed: bool, now: datetime, expected: Standing
) -> None:
    assert standing(answered=answered, closed=closed, due_at=FRIDAY, now=now) is expected


def test_a_purpose_that_rests_on_agreement_needs_it() -> None:
    holds = [agrees for agrees in FamilyAgrees if may_ask_for(needs_agreement=True, agrees=agrees)]

    assert holds == [FamilyAgrees.YES]
    assert may_ask_for(needs_agreement=False, agrees=FamilyAgrees.NO)


def test_every_answer_but_none_is_offered_and_each_has_words_of_its_own() -> None:
    assert set(AGENCY_WORDS) == set(Answer) - {Answer.NOT_KNOWN}
    assert len(set(JOINT_WORDS.values())) == len(Answer)
    assert [answer for answer in AGENCY_WORDS if words_needed(answer)] == [
        Answer.FOUND,
        Answer.NOT_PERMITTED,
    ]
