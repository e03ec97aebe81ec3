"""Transfers: asked for, accepted, declined, called back. Nothing changes hands before the receiver
accepts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from baton.casework.actions import duty
from baton.casework.actions.common import day_of, locked, record
from baton.casework.actions.sharing import basis_for
from baton.casework.events import transfer as events
from baton.casework.models import Case, Meeting, Transfer
from baton.casework.rules import transfer as rules
from baton.casework.rules.case import CaseState
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.sharing import WithoutAgreement
from baton.casework.rules.transfer import CannotSend, Direction, TransferState
from baton.core.wall import deed
from baton.frontdoor.models import Enquiry
from baton.partnership.models import Membership, Organisation, Practitioner
from baton.partnership.rules.profile_codes import ObjectivesMet
from baton.partnership.rules.roles import Role
from baton.people.actions import grant
from baton.people.rules.facts import GrantKind


class NotSent(Exception):
    """The transfer cannot be asked for now; `.why` is the rule's code."""

    def __init__(self, why: CannotSend) -> None:
        self.why = why
        super().__init__(rules.SEND_ADVICE[why])


class NoReceiver(Exception):
    """Nobody is there to answer: no organisation, no practitioner, no name, or nobody who answers for social
    care.
    """

    def __init__(self) -> None:
        super().__init__(
            "Choose who is asked to take over. For a step up it must be an organisation that answers "
            "step-ups."
        )


class LevelNeeded(Exception):
    """A step up says the level of need."""

    def __init__(self) -> None:
        super().__init__("Choose the family's level of need now.")


@dataclass(frozen=True, kw_only=True)
class Request:
    """What somebody is asked to take over, and why."""

    direction: Direction
    reason: str
    reason_code: str = ""
    to_organisation: Organisation | None = None
    to_practitioner: Practitioner | None = None
    to_words: str = ""
    level: int | None = None
    objectives: ObjectivesMet | None = None
    family_view: str = ""
    meeting: Meeting | None = None
    without: WithoutAgreement | None = None


@deed
def request(*, case: Case, wanted: Request, by: Practitioner, at: datetime) -> Transfer:
    """Ask somebody to take the family over.

    They may read the record until they have answered; the case stays where it is. Raises `NotSent`,
    `NoReceiver`, `LevelNeeded`, `NoBasis`. Source: R124, R126.
    """
    case = locked(case)
    _may_send(case, wanted)
    basis = basis_for(
        case, organisation=wanted.to_organisation, words=wanted.to_words, without=wanted.without
    )
    transfer = Transfer.objects.create(
        case=case,
        direction=wanted.direction,
        to_organisation=wanted.to_organisation,
        to_practitioner=wanted.to_practitioner,
        to_words=wanted.to_words,
        requested_at=at,
        requested_by=by,
        reason_code=wanted.reason_code,
        reason=wanted.reason,
        level=wanted.level,
        objectives_met=wanted.objectives or "",
        family_view=wanted.family_view,
        meeting=wanted.meeting,
        packet=packet(case),
        **basis.columns,
    )
    _show_to_receiver(transfer, by, at)
    days = case.profile.profile.clocks.transfer_answer_days
    due_on = day_of(at) + timedelta(days) if days else None
    owner = wanted.to_practitioner or (by if wanted.direction is Direction.OUT else None)
    duty.owe(
        case=case, kind=DutyKind.ANSWER_TRANSFER, due_on=due_on, owner=owner, at=at, subject_id=transfer.pk
    )
    record_transfer(events.TRANSFER_REQUESTED, transfer, by, at)
    return transfer


@deed
def record_arrival(
    *,
    case: Case,
    enquiry: Enquiry,
    direction: Direction,
    from_words: str,
    requested_at: datetime,
    accepted_at: datetime,
    reason: str = "",
    by: Practitioner | None,
    at: datetime,
) -> Transfer:
    """Record that a family came to early help by a step-down or from another area.

    Called by the deed that opens the case from the decision: asked for when the enquiry was received,
    accepted when it was decided. Source: issue 2 part 6.
    """
    transfer = Transfer.objects.create(
        case=case,
        enquiry=enquiry,
        direction=direction,
        from_words=from_words,
        requested_at=requested_at,
        reason=reason,
        state=TransferState.ACCEPTED,
        answered_at=max(accepted_at, requested_at),
        answered_by=by,
    )
    record_transfer(events.TRANSFER_ARRIVED, transfer, by, at)
    return transfer


def packet(case: Case) -> dict[str, Any]:
    """Return what a receiver is given: the ids of what the case holds as it stands."""
    latest = case.assessments.order_by("-number").values_list("pk", flat=True).first()
    return {
        "assessment": str(latest) if latest else None,
        "outcomes": _ids(case.outcomes),
        "actions": _ids(case.plan_actions),
        "meetings": _ids(case.meetings.held()),
    }


def _ids(rows: Any) -> list[str]:
    keys: list[UUID] = sorted(rows.values_list("pk", flat=True))
    return [str(key) for key in keys]


def answers_step_ups(organisation: Organisation) -> bool:
    """Say whether anybody answers step-ups for an organisation."""
    return (
        Membership.objects.current()
        .carrying(Role.SOCIAL_CARE_LIAISON)
        .filter(organisation=organisation, practitioner__is_active=True)
        .exists()
    )


def _may_send(case: Case, wanted: Request) -> None:
    why = rules.cannot_send(
        wanted.direction,
        case_open=case.state != CaseState.CLOSED,
        already_waiting=case.transfers.waiting().exists(),
        reason=wanted.reason,
    )
    if why is not None:
        raise NotSent(why)
    receiver = {
        Direction.STEP_UP: wanted.to_organisation is not None and answers_step_ups(wanted.to_organisation),
        Direction.OUT: bool(wanted.to_words.strip()),
        Direction.LEAD: wanted.to_organisation is not None and wanted.to_practitioner is not None,
    }
    if not receiver[wanted.direction]:
        raise NoReceiver
    if wanted.direction is Direction.STEP_UP and wanted.level is None:
        raise LevelNeeded


def _show_to_receiver(transfer: Transfer, by: Practitioner, at: datetime) -> None:
    if transfer.direction == Direction.OUT:
        return
    named = transfer.to_practitioner is not None
    grant.give(
        family=transfer.case.family,
        kind=GrantKind.TRANSFER,
        practitioner=transfer.to_practitioner,
        organisation=None if named else transfer.to_organisation,
        held_in=transfer.to_organisation if named else None,
        source_id=transfer.pk,
        read_only=True,
        by=by,
        at=at,
    )


def record_transfer(kind: str, transfer: Transfer, by: Practitioner | None, at: datetime) -> None:
    """Record what was done to a transfer, in the transaction that did it."""
    record(
        kind,
        transfer.case,
        at=at,
        by=by,
        subject=transfer,
        data={
            "direction": transfer.direction,
            "reason": transfer.reason_code,
            "to_organisation": transfer.to_organisation_id,
            "to_practitioner": transfer.to_practitioner_id,
        },
    )
