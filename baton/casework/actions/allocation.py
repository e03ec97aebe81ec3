"""Who leads a case: named, handed over, refused, stood in for."""

from datetime import datetime

from baton import journal
from baton.casework import notices
from baton.casework.actions import duty, fitness, opening, proposing, seeking
from baton.casework.actions.common import day_of, locked_open, record
from baton.casework.actions.values import Lead
from baton.casework.events import case as events
from baton.casework.models import Allocation, Case, Duty, StandIn
from baton.casework.models.situation import is_unled
from baton.casework.rules.duty import DutyKind
from baton.core import versions
from baton.core.wall import deed
from baton.partnership.models import Organisation, Practitioner
from baton.people.actions import bulk as facts
from baton.people.actions import grant, involvement
from baton.people.models import Involvement
from baton.people.rules.facts import GrantKind


class AlreadyLed(Exception):
    """Somebody leads the case, and has not left: it changes hands when the next one accepts."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody leads this case. Ask the next lead practitioner to take it over; "
            "it changes hands when they accept."
        )


class NotLeading(Exception):
    """Only who leads the case can hand it back."""

    def __init__(self) -> None:
        super().__init__("You do not lead this case any more.")


class SomebodyStandsIn(Exception):
    """One person stands in at a time."""

    def __init__(self) -> None:
        super().__init__("Somebody stands in for this case already. End that first.")


@deed
def allocate(
    *,
    case: Case,
    practitioner: Practitioner,
    organisation: Organisation,
    level: int | None,
    coordinator: Practitioner | None,
    by: Practitioner,
    at: datetime,
    expected_version: int,
) -> Case:
    """Name who leads a case that nobody leads: never allocated, handed back, or its lead has left.

    Raises `AlreadyLed`, `fitness.MayNotLead`, `core.versions.Stale`, `CaseClosed`. Source: R105; R033, R035.
    """
    case = locked_open(case)
    versions.bump(case, expected_version)
    current = case.allocations.current().select_related("practitioner").first()
    if not is_unled(case, current, day_of(at)):
        raise AlreadyLed
    fitness.refuse_unfit(practitioner, organisation, case.family, case.profile.profile, at)
    if coordinator is not None and coordinator.pk != case.coordinator_id:
        set_coordinator(case, coordinator, by, at)
    _change(case, current, practitioner, organisation, level, by=by, at=at, why="")
    return case


@deed
def hand_over(
    *,
    case: Case,
    practitioner: Practitioner,
    organisation: Organisation,
    reason: str,
    by: Practitioner,
    at: datetime,
) -> Case:
    """Let another lead practitioner take the case over, who has accepted it.

    What the one before still owed passes on. Raises `fitness.MayNotLead`, `CaseClosed`. Source: architecture rule 8.
    """
    case = locked_open(case)
    fitness.refuse_unfit(practitioner, organisation, case.family, case.profile.profile, at)
    current = case.allocations.current().select_related("practitioner").first()
    _change(case, current, practitioner, organisation, None, by=by, at=at, why=reason)
    record(events.HANDED_OVER, case, at=at, by=by, data={"to": practitioner.pk})
    return case


@deed
def refuse(*, case: Case, reason: str, by: Practitioner, at: datetime) -> Case:
    """Hand a case back that one cannot lead: its coordinator is asked to find another lead.

    Raises `NotLeading`, `CaseClosed`.
    """
    case = locked_open(case)
    current = case.allocations.current().filter(practitioner=by).first()
    if current is None:
        raise NotLeading
    leave_unled(case, current, reason, by, at)
    seeking.look_for_lead(case, first=(), due_on=day_of(at), notice=notices.HANDED_BACK, at=at)
    record(events.REFUSED, case, at=at, by=by, subject=current)
    return case


def leave_unled(case: Case, current: Allocation, why: str, by: Practitioner | None, at: datetime) -> None:
    """End how a case is led, within the deed of the caller: until somebody is named the front door holds it."""
    _end(case, current, why, by, at)
    if not case.allocations.exclude(pk=current.pk).exists():
        case.allocated_on = None
        case.save(update_fields=["allocated_on"])
    duty.pass_on(case=case, old=current.practitioner, new=None)
    facts.begin_involvements([opening.unled(case, day_of(at))], by=by, at=at)


@deed
def stand_in(
    *, case: Case, practitioner: Practitioner, reason: str, by: Practitioner, at: datetime
) -> StandIn:
    """Let somebody stand in for the lead practitioner from today on.

    They see and do what the lead does. Raises `SomebodyStandsIn`, `CaseClosed`.
    """
    case = locked_open(case)
    if case.stand_ins.current().exists():
        raise SomebodyStandsIn
    current = case.allocations.current().select_related("organisation").first()
    row = StandIn.objects.create(
        case=case, practitioner=practitioner, reason=reason, from_on=day_of(at), by=by
    )
    grant.give(
        family=case.family,
        kind=GrantKind.LEAD_PRACTITIONER,
        practitioner=practitioner,
        held_in=_employer(practitioner, current),
        source_id=row.pk,
        by=by,
        at=at,
    )
    record(events.STAND_IN_BEGAN, case, at=at, by=by, subject=row, data={"practitioner": practitioner.pk})
    return row


def _employer(practitioner: Practitioner, current: Allocation | None) -> Organisation | None:
    """Return for which organisation somebody stands in: the one that leads, where they work there, else their own."""
    places = [one.organisation for one in practitioner.memberships_now()]
    leads = current.organisation_id if current else None
    return next((one for one in places if one.pk == leads), places[0] if places else None)


@deed
def end_stand_in(*, stand_in: StandIn, by: Practitioner | None, at: datetime) -> StandIn:
    """End standing in: the lead practitioner is back. Ending it twice changes nothing. Raises `CaseClosed`."""
    case = locked_open(stand_in.case)
    row = StandIn.objects.select_for_update(of=("self",)).get(pk=stand_in.pk)
    if row.to_on is not None:
        return row
    row.to_on = day_of(at)
    row.save(update_fields=["to_on"])
    grant.end_from(source_id=row.pk, by=by, at=at)
    record(events.STAND_IN_ENDED, case, at=at, by=by, subject=row)
    return row


def set_coordinator(case: Case, coordinator: Practitioner, by: Practitioner, at: datetime) -> None:
    """Name the coordinator of a case; access goes from the one before to this one."""
    grant.end_from(source_id=case.pk, by=by, at=at)
    case.coordinator = coordinator
    case.save(update_fields=["coordinator"])
    grant.give(
        family=case.family,
        kind=GrantKind.COORDINATOR,
        practitioner=coordinator,
        source_id=case.pk,
        by=by,
        at=at,
    )
    record(events.COORDINATOR_SET, case, at=at, by=by, data={"coordinator": coordinator.pk})


def _change(
    case: Case,
    current: Allocation | None,
    practitioner: Practitioner,
    organisation: Organisation,
    level: int | None,
    *,
    by: Practitioner,
    at: datetime,
    why: str,
) -> None:
    if current is not None:
        _end(case, current, why, by, at)
    else:
        _end_involvement(case, by, at)
    proposing.overtake(case, practitioner, by=by, at=at)
    rows = opening.Rows()
    new = Lead(practitioner=practitioner, organisation=organisation, from_on=day_of(at))
    span = case.spans.current().get()
    span.case = case
    opening.lead(rows, span, new, level, by=by, at=at)
    case.save(update_fields=["allocated_on"])
    span.save(update_fields=["level_at_allocation"])
    Allocation.objects.bulk_create(rows.allocations)
    facts.give_grants(rows.grants, by=by, at=at)
    facts.record_levels(rows.levels, by=by, at=at)
    facts.begin_involvements(rows.involvements, by=by, at=at)
    journal.record_many(rows.events)
    _owe(case, rows.duties, current.practitioner if current else None, practitioner, at)


def _owe(case: Case, first: list[Duty], old: Practitioner | None, new: Practitioner, at: datetime) -> None:
    duty.pass_on(case=case, old=old, new=new)
    started = case.assessments.exists() or case.duties.filter(kind=DutyKind.START_ASSESSMENT).exists()
    if not started:
        Duty.objects.bulk_create(first)


def _end(case: Case, current: Allocation, why: str, by: Practitioner | None, at: datetime) -> None:
    """End leading, and standing in for who led, with the access of both."""
    for row in case.stand_ins.current():
        end_stand_in(stand_in=row, by=by, at=at)
    current.to_on = day_of(at)
    current.ended_reason = why
    current.save(update_fields=["to_on", "ended_reason"])
    grant.end_from(source_id=current.pk, by=by, at=at)
    _end_involvement(case, by, at)


def _end_involvement(case: Case, by: Practitioner | None, at: datetime) -> None:
    for row in Involvement.objects.filter(ref=case.pk, kind=opening.INVOLVEMENT, to_on=None):
        involvement.end(involvement=row, on=max(day_of(at), row.from_on or day_of(at)), by=by, at=at)
