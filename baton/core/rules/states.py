"""States and the moves between them, kept as a dict beside each `StrEnum`. Pure.

    TRANSITIONS: Transitions[AssessmentState] = {
        AssessmentState.IN_PROGRESS: frozenset({AssessmentState.SUBMITTED}),
        AssessmentState.SUBMITTED: frozenset(),
    }

Where the deed matters as well as where it leads, the inner value is a dict from the verb to the next state. The
diagrams in `docs/reference/states.md` are drawn from these dicts.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

State = TypeVar("State", bound=StrEnum)

Transitions = Mapping[State, frozenset[State]]
AnyTransitions = Mapping[State, frozenset[State] | Mapping[StrEnum, State]]


class ForbiddenMove(ValueError):
    """Something cannot go from one state to another; the message says what it can become."""

    def __init__(self, now: StrEnum, then: StrEnum, possible: list[StrEnum]) -> None:
        self.now, self.then, self.possible = now, then, possible
        choices = " or ".join(said(state) for state in possible)
        way_out = f"it can become {choices}" if possible else "that is its last state"
        super().__init__(f"This is {said(now)} and cannot become {said(then)}: {way_out}")


def check(transitions: Transitions[State], now: State, then: State) -> None:
    """Raise `ForbiddenMove` unless the transitions lead from `now` to `then`."""
    if then not in transitions.get(now, frozenset()):
        possible = [onward for state, _, onward in moves(transitions) if state is now]
        raise ForbiddenMove(now, then, list(possible))


def moves(transitions: AnyTransitions[State]) -> list[tuple[State, str, State]]:
    """Return each move as the state it leaves, the verb in words (may be empty), and the state it leads to."""
    found: list[tuple[State, str, State]] = []
    for now, onward in transitions.items():
        if isinstance(onward, Mapping):
            found += [(now, said(verb), then) for verb, then in onward.items()]
        else:
            found += [(now, "", then) for then in type(now) if then in onward]
    return found


def said(code: StrEnum) -> str:
    """Return a code as words: `in progress`."""
    return code.value.replace("_", " ")
