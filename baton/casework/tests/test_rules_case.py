from datetime import date

import pytest

from baton.casework.rules.case import (
    SUPPORT_FOR,
    Candidate,
    CaseState,
    Support,
    can_become,
    has_room,
    lead_blockers,
    nobody_leads,
)


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (CaseState.OPEN, CaseState.ON_HOLD, True),
        (CaseState.OPEN, CaseState.CLOSED, True),
        (CaseState.ON_HOLD, CaseState.OPEN, True),
        (CaseState.CLOSED, CaseState.OPEN, True),
        (CaseState.CLOSED, CaseState.ON_HOLD, False),
        (CaseState.OPEN, CaseState.OPEN, False),
    ],
)
def test_a_case_goes_only_where_practice_lets_it(now, then, expected):
    assert can_become(now, then) is expected


def test_only_decisions_for_help_open_a_record():
    assert SUPPORT_FOR == {"case": Support.FULL, "single_service": Support.SINGLE_SERVICE}


def candidate(**changes):
    return Candidate(**{"agency_may_lead": True, "works_here": True, "limit": 3, "leads_now": 2} | changes)


@pytest.mark.parametrize(
    ("limit", "leads_now", "room"), [(None, 400, True), (3, 2, True), (3, 3, False), (0, 0, False)]
)
def test_room_is_what_the_limit_leaves(limit, leads_now, room):
    assert has_room(candidate(limit=limit, leads_now=leads_now)) is room


def test_nothing_keeps_a_willing_school_from_leading():
    assert lead_blockers(candidate()) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"works_here": False}, "left"),
        ({"agency_may_lead": False}, "agency_may_not_lead"),
        ({"leads_now": 3}, "no_room"),
        ({"barred": True}, "barred"),
    ],
)
def test_each_thing_that_keeps_somebody_from_leading_says_what_to_do(changes, code):
    (blocker,) = lead_blockers(candidate(**changes))

    assert blocker.code == code
    assert "hoose somebody else" in blocker.words


def test_the_words_about_room_name_the_numbers():
    (blocker,) = lead_blockers(candidate(leads_now=5))

    assert "5 of at most 3" in blocker.words


TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("allocated", "left_on", "stood_in_for", "expected"),
    [
        (False, None, False, True),
        (True, None, False, False),
        (True, date(2026, 3, 4), False, False),
        (True, TODAY, False, True),
        (True, date(2026, 1, 1), True, False),
    ],
)
def test_a_case_is_on_the_list_while_nobody_leads_it(allocated, left_on, stood_in_for, expected):
    assert (
        nobody_leads(allocated=allocated, lead_left_on=left_on, stood_in_for=stood_in_for, today=TODAY)
        is expected
    )
