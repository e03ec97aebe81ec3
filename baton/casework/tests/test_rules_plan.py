"""The family plan: completeness, moves, lateness, objectives."""

from dataclasses import replace
from datetime import date

import pytest

from baton.casework.rules.plan import (
    ACTION_LABELS,
    OUTCOME_LABELS,
    SMART_ADVICE,
    ActionFacts,
    ActionState,
    OutcomeState,
    SmartGap,
    is_late,
    may_move_action,
    may_move_outcome,
    objectives_met,
    smart_gaps,
)
from baton.partnership.rules.profile_codes import ObjectivesMet

WHOLE = ActionFacts(
    has_outcome=True, has_owner=True, measure="Dry bed six nights of seven", due_on=date(2026, 5, 1)
)


def test_a_whole_action_lacks_nothing():
    assert smart_gaps(WHOLE) == ()


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"has_outcome": False}, SmartGap.OUTCOME),
        ({"has_owner": False}, SmartGap.OWNER),
        ({"measure": "  "}, SmartGap.MEASURE),
        ({"due_on": None}, SmartGap.DUE),
    ],
)
def test_each_missing_thing_is_named(change, gap):
    assert smart_gaps(replace(WHOLE, **change)) == (gap,)


def test_every_gap_and_state_has_words():
    assert set(SMART_ADVICE) == set(SmartGap)
    assert set(ACTION_LABELS) == set(ActionState)
    assert set(OUTCOME_LABELS) == set(OutcomeState)


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED, ActionState.CARRIED])
def test_an_action_is_settled_once_and_can_be_taken_back(state):
    assert may_move_action(ActionState.OPEN, state)
    assert may_move_action(state, ActionState.OPEN)
    assert not may_move_action(state, state)


def test_a_done_action_is_not_dropped_without_being_reopened():
    assert not may_move_action(ActionState.DONE, ActionState.DROPPED)


def test_an_outcome_is_settled_once_and_can_be_taken_back():
    assert may_move_outcome(OutcomeState.OPEN, OutcomeState.ACHIEVED)
    assert may_move_outcome(OutcomeState.ACHIEVED, OutcomeState.OPEN)
    assert not may_move_outcome(OutcomeState.ACHIEVED, OutcomeState.DROPPED)


@pytest.mark.parametrize(
    ("state", "due_on", "late"),
    [
        (ActionState.OPEN, date(2026, 4, 30), True),
        (ActionState.OPEN, date(2026, 5, 1), False),
        (ActionState.OPEN, None, False),
        (ActionState.DONE, date(2026, 4, 1), False),
    ],
)
def test_late_is_still_to_do_after_its_day(state, due_on, late):
    assert is_late(state, due_on, date(2026, 5, 1)) is late


@pytest.mark.parametrize(
    ("states", "met"),
    [
        ([], None),
        ([OutcomeState.DROPPED], None),
        ([OutcomeState.ACHIEVED, OutcomeState.DROPPED], ObjectivesMet.ALL),
        ([OutcomeState.ACHIEVED, OutcomeState.OPEN], ObjectivesMet.SOME),
        ([OutcomeState.OPEN], ObjectivesMet.NONE),
    ],
)
def test_objectives_follow_from_the_outcomes(states, met):
    assert objectives_met(states) is met
