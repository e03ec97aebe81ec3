"""Rows of cases as they close: one case from a page and ten thousand from a file come out alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from baton.casework.actions import duty, register
from baton.casework.events import closure as events
from baton.casework.models import (
    Allocation,
    Case,
    CaseSpan,
    Meeting,
    Pause,
    Proposal,
    ReviewRegisterEntry,
    StandIn,
    TeamMember,
)
from baton.casework.rules.case import CaseState
from baton.casework.rules.meeting import MeetingState
from baton.casework.rules.proposal import ProposalState
from baton.casework.rules.register import Disposal
from baton.core.bulk import update
from baton.core.wall import deed
from baton.journal import NewEvent, record_many
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import ObjectivesMet
from baton.people.actions import bulk as facts
from baton.people.actions import grant, involvement
from baton.people.actions.records import NewGrant, NewLevel
from baton.people.rules.facts import GrantKind, Occasion

CLOSED_WORDS = "The case closed."


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How one case ends."""

    case: Case
    closed_on: date
    reason: str
    objectives: ObjectivesMet | None = None
    level: int | None = None
    what_next: str = ""
    family_view: str = ""
    not_asked_reason: str = ""
    readings_reason: str = ""
    disposal: Disposal = Disposal.CLOSED


@deed
def write(endings: Sequence[Ending], *, by: Practitioner | None, at: datetime) -> list[CaseSpan]:
    """Close cases with everything that goes with it, and return their spans in the order given.

    Team, stand-in and lead end, and with them their sight of the record, but the last lead practitioner and
    their manager may go on reading it. Meetings to come are called off, duties end. Rules of practice are not
    asked here.
    """
    open_spans = CaseSpan.objects.current().select_for_update(of=("self",)).select_related("case")
    by_case = {
        span.case_id: span for span in open_spans.filter(case__in=[ending.case.pk for ending in endings])
    }
    spans = [_ended(by_case[ending.case.pk], ending, by) for ending in endings]
    update(spans, ENDED_FIELDS)
    ids = list(by_case)
    Case.objects.filter(pk__in=ids).update(state=CaseState.CLOSED)
    for ending in endings:
        ending.case.state = CaseState.CLOSED
    _leave_register(endings, by, at)
    readers = _end_places(endings, by_case, by, at)
    facts.give_grants(readers, by=by, at=at)
    facts.record_levels([_level(ending) for ending in endings if ending.level is not None], by=by, at=at)
    Meeting.objects.planned().filter(case__in=ids).update(
        state=MeetingState.CANCELLED, cancelled_reason=CLOSED_WORDS
    )
    _end_pauses(endings)
    duty.end_many(cases=ids, at=at, reason=CLOSED_WORDS)
    record_many(_event(ending, by_case[ending.case.pk], by, at) for ending in endings)
    return spans


ENDED_FIELDS = [
    "closed_on",
    "closure_reason",
    "objectives_met",
    "what_next",
    "family_view",
    "not_asked_reason",
    "readings_reason",
    "level_at_closure",
    "closed_by",
]


def _ended(span: CaseSpan, ending: Ending, by: Practitioner | None) -> CaseSpan:
    span.closed_on, span.closure_reason = ending.closed_on, ending.reason
    span.objectives_met = ending.objectives or ""
    span.what_next, span.family_view = ending.what_next, ending.family_view
    span.not_asked_reason, span.readings_reason = ending.not_asked_reason, ending.readings_reason
    span.level_at_closure, span.closed_by = ending.level, by
    return span


def _end_pauses(endings: Sequence[Ending]) -> None:
    """Let nothing stand still any longer: there is nothing left to wait for."""
    days = {ending.case.pk: ending.closed_on for ending in endings}
    rows = list(Pause.objects.filter(case__in=days, to_on=None))
    for row in rows:
        row.to_on = max(days[row.case_id], row.from_on)
    update(rows, ["to_on"])


def _leave_register(endings: Sequence[Ending], by: Practitioner | None, at: datetime) -> None:
    disposals = {ending.case.pk: ending.disposal for ending in endings}
    entries = ReviewRegisterEntry.objects.filter(settled_on=None, case__in=disposals)
    for entry in entries.select_related("case"):
        register.settle(entry, disposals[entry.case_id], by=by, at=at)


def _end_places(
    endings: Sequence[Ending], spans: dict[UUID, CaseSpan], by: Practitioner | None, at: datetime
) -> list[NewGrant]:
    """End lead, stand-in and team, and their access; return the access of those who may go on reading."""
    days = {ending.case.pk: ending.closed_on for ending in endings}
    leads: list[Allocation] = list(Allocation.objects.current().filter(case__in=days))
    stand_ins = list(StandIn.objects.current().filter(case__in=days))
    members = list(TeamMember.objects.current().filter(case__in=days))
    places: list[Allocation | StandIn | TeamMember] = [*leads, *stand_ins, *members]
    for place in places:
        place.to_on = max(days[place.case_id], place.from_on)
        if not isinstance(place, StandIn):
            place.ended_reason = CLOSED_WORDS
    update(leads, ["to_on", "ended_reason"])
    update(stand_ins, ["to_on"])
    update(members, ["to_on", "ended_reason"])
    sources = {place.pk for place in places} | set(days) | _call_back(days, by, at)
    sources |= {member.agreement_id for member in members if member.agreement_id}
    grant.end_from_many(source_ids=sources, by=by, at=at)
    involvement.end_from_many(refs=days, by=by, at=at)
    return [new for lead in leads for new in _readers(lead, spans[lead.case_id])]


def _call_back(cases: Iterable[UUID], by: Practitioner | None, at: datetime) -> set[UUID]:
    """Call back the questions who leads, and return their ids: what they opened is to be closed."""
    asked = list(Proposal.objects.waiting().filter(case__in=list(cases)))
    for row in asked:
        row.state, row.answered_at, row.answered_by = ProposalState.WITHDRAWN, at, by
        row.answer = CLOSED_WORDS
    update(asked, ["state", "answered_at", "answered_by", "answer"])
    return {row.pk for row in asked}


def _readers(lead: Allocation, span: CaseSpan) -> list[NewGrant]:
    """Return the access of those who led the case last: they may go on reading what they wrote."""
    family_id = span.case.family_id
    found = []
    if lead.practitioner_id:
        found.append(
            NewGrant(
                family_id=family_id,
                kind=GrantKind.LEAD_PRACTITIONER,
                practitioner_id=lead.practitioner_id,
                held_in_id=lead.organisation_id,
                source_id=span.pk,
                read_only=True,
            )
        )
    if lead.organisation_id:
        found.append(
            NewGrant(
                family_id=family_id,
                kind=GrantKind.MANAGER,
                organisation_id=lead.organisation_id,
                source_id=span.pk,
                read_only=True,
            )
        )
    return found


def _level(ending: Ending) -> NewLevel:
    return NewLevel(
        family_id=ending.case.family_id,
        level=ending.level or 0,
        occasion=Occasion.CLOSURE,
        on=ending.closed_on,
        case_id=ending.case.pk,
    )


def _event(ending: Ending, span: CaseSpan, by: Practitioner | None, at: datetime) -> NewEvent:
    return NewEvent(
        kind=events.CLOSED,
        at=at,
        by=by,
        family=ending.case.family_id,
        case_id=ending.case.pk,
        subject=span,
        data={
            "closed_on": ending.closed_on,
            "reason": ending.reason,
            "objectives": span.objectives_met,
            "level": ending.level,
        },
    )
