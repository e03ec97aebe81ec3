"""The family plan: outcomes, SMART actions, what moves they allow.

Source: requirements R112 to R116.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from baton.partnership.rules.profile_codes import ObjectivesMet


class OutcomeState(StrEnum):
    """What became of something that needs to change."""

    OPEN = "open"
    ACHIEVED = "achieved"
    DROPPED = "dropped"


OUTCOME_LABELS = {
    OutcomeState.OPEN: "Working on it",
    OutcomeState.ACHIEVED: "Reached",
    OutcomeState.DROPPED: "No longer wanted",
}

# From each state to those that may follow it; a decision can always be taken back.
OUTCOME_MOVES = {
    OutcomeState.OPEN: frozenset({OutcomeState.ACHIEVED, OutcomeState.DROPPED}),
    OutcomeState.ACHIEVED: frozenset({OutcomeState.OPEN}),
    OutcomeState.DROPPED: frozenset({OutcomeState.OPEN}),
}


class ActionState(StrEnum):
    """What became of an action. `carried` = somebody carries it on after the case is closed."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    CARRIED = "carried"


ACTION_LABELS = {
    ActionState.OPEN: "To do",
    ActionState.DONE: "Done",
    ActionState.DROPPED: "No longer needed",
    ActionState.CARRIED: "Carried on after closing",
}

ACTION_MOVES = {
    ActionState.OPEN: frozenset({ActionState.DONE, ActionState.DROPPED, ActionState.CARRIED}),
    ActionState.DONE: frozenset({ActionState.OPEN}),
    ActionState.DROPPED: frozenset({ActionState.OPEN}),
    ActionState.CARRIED: frozenset({ActionState.OPEN}),
}


OBJECTIVES_HINTS = {
    ObjectivesMet.ALL: "Every outcome of the plan is marked as reached.",
    ObjectivesMet.SOME: "Some outcomes of the plan are marked as reached.",
    ObjectivesMet.NONE: "No outcome of the plan is marked as reached.",
}


class SmartGap(StrEnum):
    """What an action lacks to be complete: who, how we will know, by when, for which outcome."""

    OUTCOME = "outcome"
    OWNER = "owner"
    MEASURE = "measure"
    DUE = "due"


SMART_ADVICE = {
    SmartGap.OUTCOME: "say which outcome it serves",
    SmartGap.OWNER: "say who will do it",
    SmartGap.MEASURE: "say how you will know it worked",
    SmartGap.DUE: "say by when",
}


@dataclass(frozen=True)
class ActionFacts:
    """What an action says about itself."""

    has_outcome: bool
    has_owner: bool
    measure: str
    due_on: date | None


def smart_gaps(action: ActionFacts) -> tuple[SmartGap, ...]:
    """Return what the action lacks. Completeness only: whether an action is a good one is for people to
    judge.

    Source: requirements R113 (what needs to change, action, who, by when, measure).
    """
    missing = {
        SmartGap.OUTCOME: not action.has_outcome,
        SmartGap.OWNER: not action.has_owner,
        SmartGap.MEASURE: not action.measure.strip(),
        SmartGap.DUE: action.due_on is None,
    }
    return tuple(gap for gap, lacking in missing.items() if lacking)


def may_move_action(current: ActionState, to: ActionState) -> bool:
    """Say whether an action may go from one state to the other."""
    return to in ACTION_MOVES[current]


def may_move_outcome(current: OutcomeState, to: OutcomeState) -> bool:
    """Say whether an outcome may go from one state to the other."""
    return to in OUTCOME_MOVES[current]


def is_late(state: ActionState, due_on: date | None, today: date) -> bool:
    """Say whether an action is overdue: still to do, and its day has passed."""
    return state is ActionState.OPEN and due_on is not None and due_on < today


def objectives_met(states: Iterable[OutcomeState]) -> ObjectivesMet | None:
    """Return what the outcomes of a plan amount to, or `None` where it has none that count.

    Dropped outcomes are no longer objectives. Source: requirements R119.
    """
    counted = [state for state in states if state is not OutcomeState.DROPPED]
    if not counted:
        return None
    reached = sum(state is OutcomeState.ACHIEVED for state in counted)
    if reached == len(counted):
        return ObjectivesMet.ALL
    return ObjectivesMet.SOME if reached else ObjectivesMet.NONE
