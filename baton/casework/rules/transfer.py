"""Transfers: somebody always holds the baton. Nothing changes hands before the receiver accepts.

Source: requirements R124 to R130; context/early-help.md, step 11.
"""

from enum import StrEnum

from baton.partnership.rules.profile_codes import OnAcceptance


class Direction(StrEnum):
    """Where a transfer goes."""

    STEP_UP = "step_up"
    STEP_DOWN = "step_down"
    IN = "in"
    OUT = "out"
    LEAD = "lead"


DIRECTION_LABELS = {
    Direction.STEP_UP: "Step up to social care",
    Direction.STEP_DOWN: "Step down from social care",
    Direction.IN: "Transfer in from another area",
    Direction.OUT: "Transfer out to another area",
    Direction.LEAD: "To another lead practitioner",
}

# A case can send these; the others arrive as enquiries and are accepted by the decision that leads to a case.
SENT = frozenset({Direction.STEP_UP, Direction.OUT, Direction.LEAD})
ARRIVING = frozenset({Direction.STEP_DOWN, Direction.IN})


class TransferState(StrEnum):
    """Where a transfer stands."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


TRANSFER_STATE_LABELS = {
    TransferState.REQUESTED: "Waiting for an answer",
    TransferState.ACCEPTED: "Accepted",
    TransferState.DECLINED: "Declined",
    TransferState.CANCELLED: "Called back",
}

TRANSFER_MOVES = {
    TransferState.REQUESTED: frozenset(
        {TransferState.ACCEPTED, TransferState.DECLINED, TransferState.CANCELLED}
    ),
    TransferState.ACCEPTED: frozenset(),
    TransferState.DECLINED: frozenset(),
    TransferState.CANCELLED: frozenset(),
}


class Effect(StrEnum):
    """What the acceptance of a transfer does to the case."""

    CLOSE = "close"
    HOLD = "hold"
    HAND_OVER = "hand_over"
    NOTHING = "nothing"


ASKED, LATE = "asked", "late"
"""How the list of transfers is narrowed: to those one is asked to answer, to those whose day has passed."""


class CannotSend(StrEnum):
    """Why a transfer cannot be requested."""

    CASE_NOT_OPEN = "case_not_open"
    ALREADY_WAITING = "already_waiting"
    NO_REASON = "no_reason"
    ARRIVES = "arrives"


SEND_ADVICE = {
    CannotSend.CASE_NOT_OPEN: "The case is not open. Reopen it first.",
    CannotSend.ALREADY_WAITING: (
        "A transfer is waiting for an answer already. Wait for it, or call it back first."
    ),
    CannotSend.NO_REASON: "Say why the family needs this transfer now.",
    CannotSend.ARRIVES: (
        "A family that comes to early help is entered at the front door as an enquiry, channel transfer."
    ),
}


def may_move(current: TransferState, to: TransferState) -> bool:
    """Say whether a transfer may go from one state to the other."""
    return to in TRANSFER_MOVES[current]


def cannot_send(
    direction: Direction, *, case_open: bool, already_waiting: bool, reason: str
) -> CannotSend | None:
    """Return why a transfer cannot be requested now, or `None` where it can."""
    if direction in ARRIVING:
        return CannotSend.ARRIVES
    if not case_open:
        return CannotSend.CASE_NOT_OPEN
    if already_waiting:
        return CannotSend.ALREADY_WAITING
    return None if reason.strip() else CannotSend.NO_REASON


def effect(direction: Direction, after_step_up: OnAcceptance) -> Effect:
    """Return what becomes of the case when the receiver accepts.

    Source: issue 2 part 6 (a step-up accepted closes or holds the case as the profile says).
    """
    if direction is Direction.STEP_UP:
        return Effect.CLOSE if after_step_up is OnAcceptance.CLOSE else Effect.HOLD
    if direction is Direction.OUT:
        return Effect.CLOSE
    return Effect.HAND_OVER if direction is Direction.LEAD else Effect.NOTHING


def needs_reason(to: TransferState) -> bool:
    """Say whether an answer needs a reason in words: a refusal and a call back do, an acceptance does not."""
    return to in {TransferState.DECLINED, TransferState.CANCELLED}
