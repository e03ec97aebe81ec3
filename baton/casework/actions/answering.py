"""Answers to transfers: accepted, declined, called back. Nothing changes hands before the receiver
accepts.
"""

from datetime import datetime

from baton.casework.actions import allocation, duty, ending, plan_action
from baton.casework.actions import case as cases
from baton.casework.actions.common import day_of, locked_open
from baton.casework.actions.ending import Ending
from baton.casework.actions.leading import lead_of
from baton.casework.actions.transfer import record_transfer
from baton.casework.events import transfer as events
from baton.casework.models import Case, Transfer
from baton.casework.rules import transfer as rules
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.plan import ActionState
from baton.casework.rules.register import Disposal
from baton.casework.rules.transfer import Direction, Effect, TransferState
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import ClosureCode, ObjectivesMet
from baton.people.actions import grant


class AlreadyAnswered(Exception):
    """The transfer was answered or called back already."""

    def __init__(self) -> None:
        super().__init__("This transfer was answered or called back already.")


class OwnRequest(Exception):
    """Nobody accepts what they asked for themselves."""

    def __init__(self) -> None:
        super().__init__("You asked for this transfer yourself. Somebody else has to answer it.")


class AnswerNeeded(Exception):
    """An answer says why, or what happens next."""

    def __init__(self) -> None:
        super().__init__("Say why you decline, or what happens next and who contacts the family.")


ANSWER, READ = DutyKind.ANSWER_TRANSFER, DutyKind.READ_ANSWER


@deed
def accept(
    *, transfer: Transfer, words: str, answered_by_words: str = "", by: Practitioner, at: datetime
) -> Transfer:
    """Take the family over: now, and only now, the case changes hands.

    `words` say what happens next. A step-up closes or holds the case as its profile says, a transfer out
    closes it, one to another lead practitioner hands it over. Raises `AlreadyAnswered`, `OwnRequest`,
    `AnswerNeeded`, `CaseClosed`, and those of `allocation.hand_over`. Source: R124; architecture rule 8.
    """
    case, transfer = _open(transfer)
    if transfer.requested_by_id == by.pk and transfer.direction != Direction.OUT:
        raise OwnRequest
    if not words.strip() and transfer.direction != Direction.LEAD:
        raise AnswerNeeded
    _answer(transfer, TransferState.ACCEPTED, words, by, at, answered_by_words)
    if transfer.direction == Direction.LEAD:
        grant.end_from(source_id=transfer.pk, by=by, at=at)
    record_transfer(events.TRANSFER_ACCEPTED, transfer, by, at)
    _take_effect(case, transfer, by, at)
    _tell_lead(case, transfer, at)
    return transfer


@deed
def decline(
    *, transfer: Transfer, reason: str, answered_by_words: str = "", by: Practitioner, at: datetime
) -> Transfer:
    """Decline with a reason: the case stays where it is. Raises `AlreadyAnswered`, `AnswerNeeded`."""
    return _turn_down(transfer, TransferState.DECLINED, reason, by, at, answered_by_words)


@deed
def cancel(*, transfer: Transfer, reason: str, by: Practitioner, at: datetime) -> Transfer:
    """Call a request back before it is answered. Raises `AlreadyAnswered`, `AnswerNeeded`."""
    return _turn_down(transfer, TransferState.CANCELLED, reason, by, at)


@deed
def acknowledge(*, transfer: Transfer, by: Practitioner, at: datetime) -> None:
    """Say that one has read the answer: it leaves the list of the lead practitioner."""
    duty.done(case=transfer.case, kind=READ, at=at, subject_id=transfer.pk)
    record_transfer(events.ANSWER_READ, transfer, by, at)


def _open(transfer: Transfer) -> tuple[Case, Transfer]:
    case = locked_open(transfer.case)
    row = Transfer.objects.select_for_update(of=("self",)).get(pk=transfer.pk)
    if not rules.may_move(TransferState(row.state), TransferState.ACCEPTED):
        raise AlreadyAnswered
    return case, row


def _turn_down(
    transfer: Transfer,
    to: TransferState,
    reason: str,
    by: Practitioner,
    at: datetime,
    answered_by_words: str = "",
) -> Transfer:
    case, transfer = _open(transfer)
    if not reason.strip():
        raise AnswerNeeded
    _answer(transfer, to, reason, by, at, answered_by_words)
    grant.end_from(source_id=transfer.pk, by=by, at=at)
    declined = to is TransferState.DECLINED
    record_transfer(events.TRANSFER_DECLINED if declined else events.TRANSFER_CANCELLED, transfer, by, at)
    if declined:
        _tell_lead(case, transfer, at)
    return transfer


def _answer(
    transfer: Transfer,
    to: TransferState,
    words: str,
    by: Practitioner,
    at: datetime,
    answered_by_words: str,
) -> None:
    transfer.state, transfer.answered_at, transfer.answered_by = to, at, by
    transfer.answer_reason, transfer.answered_by_words = words, answered_by_words
    transfer.save(update_fields=["state", "answered_at", "answered_by", "answer_reason", "answered_by_words"])
    duty.done(case=transfer.case, kind=ANSWER, at=at, subject_id=transfer.pk)


def _take_effect(case: Case, transfer: Transfer, by: Practitioner, at: datetime) -> None:
    after = case.profile.profile.step_up.on_acceptance
    effect = rules.effect(Direction(transfer.direction), after)
    if effect is Effect.HOLD:
        cases.hold(case=case, reason=transfer.answer_reason, by=by, at=at)
    elif effect is Effect.HAND_OVER and transfer.to_practitioner and transfer.to_organisation:
        allocation.hand_over(
            case=case,
            practitioner=transfer.to_practitioner,
            organisation=transfer.to_organisation,
            reason=transfer.reason,
            by=by,
            at=at,
        )
    elif effect is Effect.CLOSE:
        _close(case, transfer, by, at)


CLOSURE_REASONS = {Direction.STEP_UP: ClosureCode.STEP_UP, Direction.OUT: ClosureCode.MOVED_AWAY}


def _close(case: Case, transfer: Transfer, by: Practitioner, at: datetime) -> None:
    """Close the case for whoever takes it over; what is still to do goes with it."""
    for action in case.plan_actions.open():
        plan_action.settle(action=action, to=ActionState.CARRIED, words=transfer.receiver_words, by=by, at=at)
    closing = Ending(
        case=case,
        closed_on=day_of(at),
        reason=CLOSURE_REASONS[Direction(transfer.direction)],
        objectives=ObjectivesMet(transfer.objectives_met) if transfer.objectives_met else None,
        level=transfer.level,
        what_next=transfer.answer_reason,
        family_view=transfer.family_view,
        disposal=Disposal.REFERRED,
    )
    ending.write([closing], by=by, at=at)


def _tell_lead(case: Case, transfer: Transfer, at: datetime) -> None:
    """Let who asked for it read the answer, where they are not the one who gave it."""
    asked = transfer.requested_by
    if asked is None or asked == transfer.answered_by:
        return
    owner = lead_of(case) or asked
    duty.owe(case=case, kind=READ, due_on=day_of(at), owner=owner, at=at, subject_id=transfer.pk)
