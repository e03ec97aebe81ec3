"""Rows of cases as they open: one case from a page and ten thousand from a file come out alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from baton.casework.actions.values import Lead, NewCase
from baton.casework.events import case as events
from baton.casework.models import Allocation, Case, CaseSpan, Duty, ReviewRegisterEntry
from baton.casework.rules.assessment import start_warning_on
from baton.casework.rules.case import Origin, Support
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.meeting import Interval, window
from baton.core.bulk import insert
from baton.core.dates import end_of_day
from baton.core.wall import deed
from baton.journal import NewEvent, record_many
from baton.partnership.models import Practitioner
from baton.people.actions import bulk as facts
from baton.people.actions.records import NewGrant, NewInvolvement, NewLevel
from baton.people.rules.facts import GrantKind, Occasion, Source
from baton.people.rules.references import new_reference

INVOLVEMENT = "early_help_case"
"""The kind of involvement that a case is; its `ref` is the case."""

PAGE = "case"
"""The address to which the involvement leads."""


@dataclass
class Rows:
    """Everything that opening cases writes, gathered before any of it is saved."""

    cases: list[Case] = field(default_factory=list)
    spans: list[CaseSpan] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    entries: list[ReviewRegisterEntry] = field(default_factory=list)
    grants: list[NewGrant] = field(default_factory=list)
    levels: list[NewLevel] = field(default_factory=list)
    involvements: list[NewInvolvement] = field(default_factory=list)
    events: list[NewEvent] = field(default_factory=list)


@deed
def write(new: Sequence[NewCase], *, by: Practitioner | None, at: datetime) -> list[Case]:
    """Save cases with everything that opening them brings, and return them in the order given."""
    rows = Rows()
    for one, reference in zip(new, _references(len(new)), strict=True):
        _gather(rows, one, reference, by, at)
    insert(rows.cases)
    insert(rows.spans)
    insert(rows.allocations)
    insert(rows.duties)
    insert(rows.entries)
    facts.give_grants(rows.grants, by=by, at=at)
    facts.record_levels(rows.levels, by=by, at=at)
    facts.begin_involvements(rows.involvements, by=by, at=at)
    record_many(rows.events)
    return rows.cases


def _references(count: int) -> list[str]:
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn |= dict.fromkeys(new_reference("C") for _ in range(count - len(drawn)))
        for taken in Case.objects.filter(reference__in=drawn).values_list("reference", flat=True):
            del drawn[taken]
    return list(drawn)


def _gather(rows: Rows, new: NewCase, reference: str, by: Practitioner | None, at: datetime) -> None:
    case = Case(
        id=new.id or uuid4(),
        reference=reference,
        family=new.family,
        enquiry=new.enquiry,
        decision=new.decision,
        origin=new.origin,
        support=new.support,
        profile=new.profile,
        opened_on=new.opened_on,
        locality=new.locality,
        coordinator=new.coordinator,
        imported_ref=new.imported_ref,
    )
    rows.cases.append(case)
    span = CaseSpan(case=case, opened_on=new.opened_on)
    rows.spans.append(span)
    rows.events.append(
        NewEvent(
            kind=events.OPENED,
            at=at,
            by=by,
            family=new.family,
            case_id=case.pk,
            subject=case,
            data={"origin": new.origin, "support": new.support, "opened_on": new.opened_on},
        )
    )
    if new.coordinator is not None:
        rows.grants.append(_coordinator_grant(case))
    if new.register_on is not None:
        _enter(rows, case, new.register_on, by, at)
    if new.lead is not None:
        lead(rows, span, new.lead, new.level, by=by, at=at)
    else:
        rows.involvements.append(unled(case, new.opened_on))


def _coordinator_grant(case: Case) -> NewGrant:
    return NewGrant(
        family_id=case.family_id,
        kind=GrantKind.COORDINATOR,
        practitioner_id=case.coordinator_id,
        source_id=case.pk,
    )


def _enter(rows: Rows, case: Case, day: date, by: Practitioner | None, at: datetime) -> None:
    entry = ReviewRegisterEntry(case=case, entered_on=day)
    days = case.profile.profile.clocks.register_screen_days
    due = end_of_day(day + timedelta(days=days)) if days is not None else None
    rows.entries.append(entry)
    rows.duties.append(Duty(case=case, kind=DutyKind.SCREEN_REGISTER, due_at=due, set_at=at))
    rows.events.append(
        NewEvent(kind=events.REGISTERED, at=at, by=by, family=case.family_id, case_id=case.pk, subject=entry)
    )


def unled(case: Case, from_on: date) -> NewInvolvement:
    """Return the involvement that a case is while nobody leads it: the front door holds it."""
    return NewInvolvement(
        kind=INVOLVEMENT,
        family_id=case.family_id,
        organisation_words=str(case.profile.profile.words.front_door),
        from_on=from_on,
        source=Source.CASE,
        ref=case.pk,
        url_name=PAGE,
    )


def lead(
    rows: Rows, span: CaseSpan, new: Lead, level: int | None, *, by: Practitioner | None, at: datetime
) -> Allocation:
    """Gather what naming a lead brings: the allocation, access, the level of need, the first duty."""
    case = span.case
    allocation = _allocation(case, new, by)
    rows.allocations.append(allocation)
    rows.involvements.append(_led(case, new))
    rows.grants += lead_grants(case, allocation)
    if level is not None:
        rows.levels.append(_level(case, level, new.from_on))
    if new.day_known:
        case.allocated_on = case.allocated_on or new.from_on
    span.level_at_allocation = span.level_at_allocation or level
    if owes_assessment(case):
        rows.duties += [_start_duty(case, new, at), _meeting_duty(case, new, at)]
    rows.events.append(
        NewEvent(
            kind=events.ALLOCATED,
            at=at,
            by=by,
            family=case.family_id,
            case_id=case.pk,
            subject=allocation,
            data={
                "practitioner": allocation.practitioner_id,
                "organisation": allocation.organisation_id,
                "agency_type": allocation.lead_agency_type,
                "level": level,
            },
        )
    )
    return allocation


def _allocation(case: Case, new: Lead, by: Practitioner | None) -> Allocation:
    return Allocation(
        case=case,
        practitioner=new.practitioner,
        organisation=new.organisation,
        imported_practitioner=new.imported_practitioner,
        imported_organisation=new.imported_organisation,
        lead_agency_type=_agency_type(case, new) if new.agency_type is None else new.agency_type,
        from_on=new.from_on,
        by=by,
    )


def _agency_type(case: Case, new: Lead) -> str:
    kind = case.profile.profile.agency_types.get(new.organisation.agency_type) if new.organisation else None
    return kind.lead_agency_type if kind else ""


def _led(case: Case, new: Lead) -> NewInvolvement:
    words = new.imported_organisation or new.imported_practitioner
    return NewInvolvement(
        kind=INVOLVEMENT,
        family_id=case.family_id,
        organisation_id=new.organisation.pk if new.organisation else None,
        organisation_words="" if new.organisation else words or str(case.profile.profile.words.front_door),
        practitioner_id=new.practitioner.pk if new.practitioner else None,
        contact=new.imported_practitioner,
        role_words=str(case.profile.profile.words.lead_practitioner),
        from_on=new.from_on,
        source=Source.CASE,
        ref=case.pk,
        url_name=PAGE,
    )


def lead_grants(case: Case, allocation: Allocation) -> list[NewGrant]:
    """Return the access a lead brings: their own, and that of the managers of their organisation."""
    found: list[tuple[GrantKind, UUID | None, UUID | None]] = []
    if allocation.practitioner_id:
        found.append((GrantKind.LEAD_PRACTITIONER, allocation.practitioner_id, None))
    if allocation.organisation_id:
        found.append((GrantKind.MANAGER, None, allocation.organisation_id))
    return [
        NewGrant(
            family_id=case.family_id,
            kind=kind,
            practitioner_id=practitioner,
            organisation_id=organisation,
            held_in_id=allocation.organisation_id if practitioner else None,
            source_id=allocation.pk,
        )
        for kind, practitioner, organisation in found
    ]


def _level(case: Case, level: int, on: date) -> NewLevel:
    return NewLevel(
        family_id=case.family_id, level=level, occasion=Occasion.ALLOCATION, on=on, case_id=case.pk
    )


def owes_assessment(case: Case) -> bool:
    """Say whether a case has an assessment to start: a coordinated one does, one service's record does
    not.
    """
    return case.support == Support.FULL


def _meeting_duty(case: Case, new: Lead, at: datetime) -> Duty:
    """Return the first meeting of the team, owed by the profile's interval from the day somebody leads."""
    clocks = case.profile.profile.clocks
    expected = window(new.from_on, Interval(clocks.meeting_min_days, clocks.meeting_max_days))
    return Duty(
        case=case,
        kind=DutyKind.HOLD_MEETING,
        due_at=end_of_day(expected.latest),
        owner=new.practitioner,
        set_at=at,
    )


def _start_duty(case: Case, new: Lead, at: datetime) -> Duty:
    begins = new.from_on if case.origin == Origin.REVIEW_REGISTER else case.opened_on
    return Duty(
        case=case,
        kind=DutyKind.START_ASSESSMENT,
        due_at=end_of_day(start_warning_on(begins, case.profile.profile.clocks.assessment_not_started_days)),
        owner=new.practitioner,
        set_at=at,
    )
