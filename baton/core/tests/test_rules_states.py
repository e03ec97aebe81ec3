"""States and the moves between them."""

from enum import StrEnum

import pytest

from baton.core.rules.states import ForbiddenMove, Transitions, check, moves


class State(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SENT = "sent"


class Verb(StrEnum):
    HAND_IN = "hand_in"


TRANSITIONS: Transitions[State] = {
    State.DRAFT: frozenset({State.SENT, State.IN_REVIEW}),
    State.IN_REVIEW: frozenset({State.SENT}),
    State.SENT: frozenset(),
}


def test_a_move_that_is_possible_passes():
    check(TRANSITIONS, State.DRAFT, State.IN_REVIEW)


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (State.DRAFT, State.DRAFT, "This is draft and cannot become draft: it can become in review or sent"),
        (State.IN_REVIEW, State.DRAFT, "This is in review and cannot become draft: it can become sent"),
        (State.SENT, State.DRAFT, "This is sent and cannot become draft: that is its last state"),
    ],
)
def test_a_move_that_is_not_says_what_is(now, then, words):
    with pytest.raises(ForbiddenMove) as refused:
        check(TRANSITIONS, now, then)

    assert str(refused.value) == words
    assert (refused.value.now, refused.value.then) == (now, then)


def test_a_state_nobody_wrote_a_move_for_is_the_last():
    with pytest.raises(ForbiddenMove, match="last state"):
        check({}, State.DRAFT, State.SENT)


def test_moves_stand_in_the_order_of_the_states_with_their_verbs():
    assert moves(TRANSITIONS) == [
        (State.DRAFT, "", State.IN_REVIEW),
        (State.DRAFT, "", State.SENT),
        (State.IN_REVIEW, "", State.SENT),
    ]
    assert moves({State.DRAFT: {Verb.HAND_IN: State.IN_REVIEW}}) == [
        (State.DRAFT, "hand in", State.IN_REVIEW)
    ]
