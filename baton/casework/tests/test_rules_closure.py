"""Closing and reopening: what blocks, and that each block says what to do."""

from dataclasses import replace

import pytest

from baton.casework.rules import closure
from baton.casework.rules.closure import ClosureFacts, blockers, reopen_blockers
from baton.partnership.rules.profile_codes import ObjectivesMet

SETTLED = ClosureFacts(
    agrees_with=(ObjectivesMet.ALL,),
    level=2,
    objectives=ObjectivesMet.ALL,
    family_view="We sleep again.",
    what_next="The school's pastoral lead.",
)


def test_a_settled_case_may_close():
    assert blockers(SETTLED) == ()


@pytest.mark.parametrize(
    ("change", "blocked"),
    [
        ({"in_register": True}, closure.IN_REGISTER),
        ({"claims_step_up": True}, closure.NOT_STEPPED_UP),
        ({"open_transfers": 1}, closure.OPEN_TRANSFER),
        ({"open_actions": 1}, closure.OPEN_ACTIONS),
        ({"readings_owed": 1, "readings_reason": " "}, closure.READINGS),
        ({"level": None}, closure.LEVEL),
        ({"objectives": None}, closure.OBJECTIVES),
        ({"open_outcomes": 1}, closure.OBJECTIVES_DISAGREE),
        ({"objectives": ObjectivesMet.SOME}, closure.REASON_DISAGREES),
        ({"family_view": " "}, closure.FAMILY_VIEW),
        ({"what_next": " "}, closure.WHO_NEXT),
    ],
)
def test_each_unsettled_thing_blocks_and_says_what_to_do(change, blocked):
    found = blockers(replace(SETTLED, **change))

    assert found == (blocked,)
    assert blocked.words.endswith(".")


@pytest.mark.parametrize(
    "change",
    [
        {"readings_owed": 2, "readings_reason": "The family moved without an address."},
        {"family_view": "", "not_asked_reason": "Could not be reached at three visits."},
        {"agrees_with": (), "objectives": ObjectivesMet.SOME, "open_outcomes": 2},
    ],
)
def test_a_reason_or_another_choice_settles_it(change):
    assert blockers(replace(SETTLED, **change)) == ()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ()),
        ({"closed": False}, (closure.STILL_OPEN,)),
        ({"other_case_open": True}, (closure.OTHER_CASE_OPEN,)),
        ({"reason": " "}, (closure.NO_REASON,)),
    ],
)
def test_when_a_case_can_be_reopened(facts, expected):
    given = {"closed": True, "reason": "Needs grew again", "other_case_open": False} | facts

    assert reopen_blockers(**given) == expected
