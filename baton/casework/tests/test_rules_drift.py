"""Drift: no contact, no review, overdue actions, open too long."""

from dataclasses import replace
from datetime import date

import pytest

from baton.casework.rules.drift import DRIFT_ADVICE, DRIFT_LABELS, CaseFacts, Drift, Limits, signs

OPENED = date(2026, 1, 1)
QUIET_CASE = CaseFacts(OPENED, last_activity_on=None, last_meeting_on=None, first_overdue_on=None)
LIMITS = Limits(meeting_days=42, quiet_days=28, open_days=120)


def found(facts: CaseFacts, today: date, limits: Limits = LIMITS) -> set[Drift]:
    return {sign.drift for sign in signs(facts, limits, today)}


def test_a_new_case_does_not_drift():
    assert found(QUIET_CASE, OPENED) == set()


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 1, 29), set()),
        (date(2026, 1, 30), {Drift.NO_CONTACT}),
        (date(2026, 2, 12), {Drift.NO_CONTACT}),
        (date(2026, 2, 13), {Drift.NO_CONTACT, Drift.NO_REVIEW}),
        (date(2026, 5, 2), {Drift.NO_CONTACT, Drift.NO_REVIEW, Drift.OPEN_LONG}),
    ],
)
def test_each_sign_begins_the_day_after_its_limit(today, expected):
    assert found(QUIET_CASE, today) == expected


def test_what_happened_last_starts_the_count_again():
    facts = replace(QUIET_CASE, last_activity_on=date(2026, 2, 20), last_meeting_on=date(2026, 2, 20))

    assert found(facts, date(2026, 3, 20)) == set()


def test_an_overdue_action_is_a_sign_and_says_since_when():
    facts = replace(QUIET_CASE, first_overdue_on=date(2026, 1, 5))

    [sign] = signs(facts, LIMITS, date(2026, 1, 10))

    assert (sign.drift, sign.since) == (Drift.OVERDUE_ACTIONS, date(2026, 1, 5))


def test_a_sign_says_since_which_day_nothing_moved():
    facts = replace(QUIET_CASE, last_activity_on=date(2026, 2, 20), last_meeting_on=date(2026, 2, 1))

    since = {sign.drift: sign.since for sign in signs(facts, LIMITS, date(2026, 6, 1))}

    assert since == {
        Drift.NO_CONTACT: date(2026, 2, 20),
        Drift.NO_REVIEW: date(2026, 2, 1),
        Drift.OPEN_LONG: OPENED,
    }


def test_one_service_alone_holds_no_team_meetings():
    facts = replace(QUIET_CASE, expects_meetings=False, last_activity_on=date(2026, 4, 1))

    assert found(facts, date(2026, 4, 20)) == set()


def test_without_a_limit_a_case_may_stay_open():
    assert Drift.OPEN_LONG not in found(QUIET_CASE, date(2027, 1, 1), Limits(meeting_days=42))


def test_without_a_number_of_days_silence_is_no_sign():
    assert Drift.NO_CONTACT not in found(
        QUIET_CASE, date(2027, 1, 1), Limits(meeting_days=42, quiet_days=None)
    )


def test_every_sign_has_words_and_a_way_out():
    assert set(DRIFT_LABELS) == set(DRIFT_ADVICE) == set(Drift)
