from datetime import date

import pytest

from baton.casework.rules.agreement import Standing
from baton.casework.rules.assessment import (
    AssessmentState,
    Authorisers,
    Part,
    can_become,
    choose_authorisers,
    due_on,
    start_warning_on,
    submit_blockers,
)
from baton.core.rules.clocks import Pause
from baton.partnership.rules.profile_assessment import Question


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (AssessmentState.IN_PROGRESS, AssessmentState.SUBMITTED, True),
        (AssessmentState.SUBMITTED, AssessmentState.AUTHORISED, True),
        (AssessmentState.SUBMITTED, AssessmentState.RETURNED, True),
        (AssessmentState.RETURNED, AssessmentState.SUBMITTED, True),
        (AssessmentState.IN_PROGRESS, AssessmentState.AUTHORISED, False),
        (AssessmentState.AUTHORISED, AssessmentState.RETURNED, False),
    ],
)
def test_an_assessment_is_submitted_before_it_is_answered(now, then, expected):
    assert can_become(now, then) is expected


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        (date(2026, 1, 30), date(2026, 3, 1)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2026, 3, 28), date(2026, 4, 27)),
        (date(2026, 12, 2), date(2027, 1, 1)),
    ],
)
def test_thirty_calendar_days_from_the_day_it_started(started, expected):
    assert due_on(started, 30) == expected


def test_a_pause_moves_the_due_day_by_its_length():
    paused = [Pause(date(2026, 2, 2), date(2026, 2, 9), "in hospital")]

    assert due_on(date(2026, 1, 30), 30, paused) == date(2026, 3, 8)


def test_the_warning_comes_seven_days_after_opening():
    assert start_warning_on(date(2026, 2, 26), 7) == date(2026, 3, 5)


def part(**changes):
    usual = {
        "section": "health",
        "title": "Health",
        "person": "kim",
        "name": "Kim",
        "standing": Standing.TO_FILL,
    }
    return Part(**usual | {"filled": True, "complete": True} | changes)


def test_a_whole_assessment_may_be_submitted():
    parts = [
        part(),
        part(standing=Standing.LEFT_OUT, complete=False),
        part(standing=Standing.OPTIONAL, complete=False),
    ]

    assert submit_blockers(parts) == []


def test_somebody_without_an_answer_is_named_once():
    parts = [
        part(standing=Standing.WAITING, name="Sam"),
        part(standing=Standing.WAITING, name="Sam", section="home"),
    ]

    (blocker,) = submit_blockers(parts)

    assert (blocker.code, blocker.fix_url_name) == ("agreement_waiting", "agreement_list")
    assert "Ask Sam" in blocker.words


SLEEP, FOOD = (Question(code=code, label=f"How is {code}?", kind="text") for code in ("sleep", "food"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"unanswered": (SLEEP, FOOD)},
            ["Answer “How is sleep?” for Kim.", "Answer “How is food?” for Kim."],
        ),
        ({"unanswered": (SLEEP,), "person": None}, ["Answer “How is sleep?”."]),
        ({}, ["Fill in “Health” for Kim."]),
    ],
)
def test_each_question_that_is_not_answered_is_named_and_whose_it_is(changes, words):
    found = submit_blockers([part(complete=False, **changes)])

    assert [blocker.words for blocker in found] == words


def test_every_child_is_heard_or_there_is_a_reason():
    (blocker,) = submit_blockers([part(complete=False, voice=True, unanswered=(SLEEP,))])

    assert blocker.code == "voice_missing"
    assert "Kim" in blocker.words


@pytest.mark.parametrize(
    ("managers", "coordinators", "authors", "expected"),
    [
        (["ann"], ["cas"], ["lee"], Authorisers(("ann",), "manager")),
        ([], ["cas"], ["lee"], Authorisers(("cas",), "coordinator")),
        (["lee"], ["cas"], ["lee"], Authorisers(("cas",), "coordinator")),
        (["lee", "ann"], ["cas"], ["lee"], Authorisers(("ann",), "manager")),
        (["lee"], ["lee"], ["lee"], None),
        ([], [], [], None),
    ],
)
def test_a_manager_authorises_else_the_coordinator_never_an_author(managers, coordinators, authors, expected):
    assert choose_authorisers(managers=managers, coordinators=coordinators, authors=authors) == expected
