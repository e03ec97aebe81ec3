"""Transfers: when one can be sent, which answers there are, what acceptance does."""

import pytest

from baton.casework.rules.transfer import (
    DIRECTION_LABELS,
    SEND_ADVICE,
    TRANSFER_STATE_LABELS,
    CannotSend,
    Direction,
    Effect,
    TransferState,
    cannot_send,
    effect,
    may_move,
    needs_reason,
)
from baton.partnership.rules.profile_codes import OnAcceptance


@pytest.mark.parametrize(
    ("direction", "given", "expected"),
    [
        (Direction.STEP_UP, {}, None),
        (Direction.LEAD, {}, None),
        (Direction.STEP_DOWN, {}, CannotSend.ARRIVES),
        (Direction.IN, {}, CannotSend.ARRIVES),
        (Direction.STEP_UP, {"case_open": False}, CannotSend.CASE_NOT_OPEN),
        (Direction.OUT, {"already_waiting": True}, CannotSend.ALREADY_WAITING),
        (Direction.OUT, {"reason": " "}, CannotSend.NO_REASON),
    ],
)
def test_when_a_transfer_can_be_sent(direction, given, expected):
    facts = {"case_open": True, "already_waiting": False, "reason": "Risk has grown"} | given

    assert cannot_send(direction, **facts) is expected


@pytest.mark.parametrize("answer", [TransferState.ACCEPTED, TransferState.DECLINED, TransferState.CANCELLED])
def test_a_request_is_answered_once(answer):
    assert may_move(TransferState.REQUESTED, answer)
    assert not may_move(answer, TransferState.REQUESTED)
    assert not may_move(answer, TransferState.ACCEPTED)


@pytest.mark.parametrize(
    ("direction", "after", "expected"),
    [
        (Direction.STEP_UP, OnAcceptance.CLOSE, Effect.CLOSE),
        (Direction.STEP_UP, OnAcceptance.HOLD, Effect.HOLD),
        (Direction.OUT, OnAcceptance.HOLD, Effect.CLOSE),
        (Direction.LEAD, OnAcceptance.CLOSE, Effect.HAND_OVER),
        (Direction.STEP_DOWN, OnAcceptance.CLOSE, Effect.NOTHING),
        (Direction.IN, OnAcceptance.CLOSE, Effect.NOTHING),
    ],
)
def test_what_acceptance_does_to_the_case(direction, after, expected):
    assert effect(direction, after) is expected


def test_only_an_acceptance_needs_no_reason():
    assert not needs_reason(TransferState.ACCEPTED)
    assert needs_reason(TransferState.DECLINED)
    assert needs_reason(TransferState.CANCELLED)


def test_every_code_has_words():
    assert set(DIRECTION_LABELS) == set(Direction)
    assert set(TRANSFER_STATE_LABELS) == set(TransferState)
    assert set(SEND_ADVICE) == set(CannotSend)
