"""Plans and transfers of many cases at once, as an older system kept them.

Rows and events are those of `outcome.agree`, `plan_action.agree` and `settle`,
`transfer.request` and its answer; what those systems did not keep stays empty. Rules of practice are not
asked here (contract of the import); closures are written by `ending.write`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from baton.casework.events import plan as plan_events
from baton.casework.events import transfer as transfer_events
from baton.casework.models import Allocation, Case, Duty, Outcome, PlanAction, Transfer
from baton.casework.rules.case import CaseState
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.plan import ActionState
from baton.casework.rules.transfer import Direction, TransferState
from baton.core.bulk import insert
from baton.core.dates import end_of_day
from baton.core.wall import deed
from baton.frontdoor.models import Enquiry
from baton.journal import NewEvent, record_many
from baton.partnership.models import Practitioner


@dataclass(frozen=True, kw_only=True)
class PastAction:
    """An action of a plan, with the words of its outcome; equal words of a case are one outcome."""

    case: Case
    words: str
    outcome: str = ""
    owner: Practitioner | None = None
    owner_words: str = ""
    measure: str = ""
    due_on: date | None = None
    done_on: date | None = None
    imported_ref: str = ""


@dataclass(frozen=True, kw_only=True)
class PastTransfer:
    """A step up or step down, accepted where `accepted_at` says when; with `lapsed_at` nobody ever
    answered.
    """

    case: Case
    direction: Direction
    requested_at: datetime | None = None
    accepted_at: datetime | None = None
    lapsed_at: datetime | None = None
    reason: str = ""
    enquiry: Enquiry | None = None
    imported_ref: str = ""


@deed
def plan_many(new: Sequence[PastAction], *, by: Practitioner | None, at: datetime) -> list[PlanAction]:
    """Keep actions with their outcomes, and return them in the order given. Open ones with a day are owed."""
    ids = list({one.case.pk for one in new})
    outcomes = _outcomes(new, ids, by=by, at=at)
    places = _next_places(PlanAction.objects.filter(case__in=ids).values_list("case_id", "position"))
    rows = []
    for one in new:
        rows.append(_action(one, outcomes.get((one.case.pk, one.outcome)), places[one.case.pk], by, at))
        places[one.case.pk] += 1
    insert(rows)
    leads = leads_of(ids)
    insert(
        [
            duty_row(row.case, DutyKind.DO_ACTION, end_of_day(row.due_on), owner, at, row.pk)
            for row in rows
            for owner in [row.owner_practitioner_id or leads.get(row.case_id)]
            if row.state == ActionState.OPEN and row.due_on is not None and row.case.state == CaseState.OPEN
        ]
    )
    record_many(event for row in rows for event in _action_events(row, by, at))
    return rows


def _outcomes(
    new: Sequence[PastAction], case_ids: Sequence[UUID], *, by: Practitioner | None, at: datetime
) -> dict[tuple[UUID, str], Outcome]:
    kept = Outcome.objects.filter(case__in=case_ids)
    found = {(row.case_id, row.words): row for row in kept}
    places = _next_places(kept.values_list("case_id", "position"))
    rows = []
    for one in new:
        key = (one.case.pk, one.outcome)
        if one.outcome and key not in found:
            found[key] = Outcome(case=one.case, words=one.outcome, by=by, position=places[one.case.pk])
            places[one.case.pk] += 1
            rows.append(found[key])
    insert(rows)
    record_many(
        NewEvent(
            kind=plan_events.OUTCOME_SET,
            at=at,
            by=by,
            family=row.case.family_id,
            case_id=row.case_id,
            subject=row,
            data={"state": row.state, "need": row.need},
        )
        for row in rows
    )
    return found


def _next_places(taken: Iterable[tuple[UUID, int]]) -> dict[UUID, int]:
    places: dict[UUID, int] = defaultdict(int)
    for case_id, position in taken:
        places[case_id] = max(places[case_id], position + 1)
    return places


def _action(
    one: PastAction, outcome: Outcome | None, place: int, by: Practitioner | None, at: datetime
) -> PlanAction:
    return PlanAction(
        case=one.case,
        outcome=outcome,
        words=one.words,
        owner_practitioner=one.owner,
        owner_words="" if one.owner else one.owner_words,
        measure=one.measure,
        due_on=one.due_on,
        by=by,
        state=ActionState.DONE if one.done_on else ActionState.OPEN,
        done_on=one.done_on,
        settled_at=at if one.done_on else None,
        settled_by=by if one.done_on else None,
        position=place,
        imported_ref=one.imported_ref,
    )


def _action_events(row: PlanAction, by: Practitioner | None, at: datetime) -> list[NewEvent]:
    kinds = [plan_events.ACTION_SET, *([plan_events.ACTION_DONE] if row.done_on else [])]
    return [
        NewEvent(
            kind=kind,
            at=at,
            by=by,
            family=row.case.family_id,
            case_id=row.case_id,
            person=row.owner_person_id,
            subject=row,
            data={"outcome": row.outcome_id, "due_on": row.due_on, "done_on": row.done_on},
        )
        for kind in kinds
    ]


@deed
def transfer_many(new: Sequence[PastTransfer], *, by: Practitioner | None, at: datetime) -> list[Transfer]:
    """Keep transfers as far as they went, and return them in the order given. No case changes hands by it."""
    rows = [
        Transfer(
            case=one.case,
            direction=one.direction,
            enquiry=one.enquiry,
            requested_at=one.requested_at,
            requested_by=by,
            reason=one.reason,
            state=_state(one),
            answered_at=one.accepted_at or one.lapsed_at,
            imported_ref=one.imported_ref,
        )
        for one in new
    ]
    insert(rows)
    record_many(
        NewEvent(
            kind=kind,
            at=at,
            by=by,
            family=row.case.family_id,
            case_id=row.case_id,
            subject=row,
            data={"direction": row.direction, "reason": "", "to_organisation": None, "to_practitioner": None},
        )
        for row in rows
        for kind in KINDS[TransferState(row.state)]
    )
    return rows


def _state(one: PastTransfer) -> TransferState:
    if one.accepted_at is not None:
        return TransferState.ACCEPTED
    return TransferState.CANCELLED if one.lapsed_at is not None else TransferState.REQUESTED


KINDS: Mapping[TransferState, tuple[str, ...]] = {
    TransferState.REQUESTED: (transfer_events.TRANSFER_REQUESTED,),
    TransferState.ACCEPTED: (transfer_events.TRANSFER_REQUESTED, transfer_events.TRANSFER_ACCEPTED),
    TransferState.CANCELLED: (transfer_events.TRANSFER_REQUESTED, transfer_events.TRANSFER_CANCELLED),
}


def leads_of(case_ids: Sequence[UUID]) -> dict[UUID, UUID | None]:
    """Return who leads each of these cases now."""
    current = Allocation.objects.current().filter(case__in=case_ids)
    return dict(current.values_list("case_id", "practitioner_id"))


def duty_row(
    case: Case,
    kind: DutyKind,
    due_at: datetime,
    owner: UUID | None,
    at: datetime,
    subject: UUID | None = None,
) -> Duty:
    """Return something owed, not saved."""
    return Duty(case=case, kind=kind, due_at=due_at, owner_id=owner, set_at=at, subject_id=subject)
