"""Enquiries in bulk, for the import and the demonstration: the rows and events that the single actions leave.

Rules of practice are not asked here: what is older than Baton breaks them all (the contract of the import).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from baton import journal
from baton.core.bulk import insert, update
from baton.core.wall import deed
from baton.frontdoor import events
from baton.frontdoor.actions import building
from baton.frontdoor.actions.building import Ground
from baton.frontdoor.actions.values import NewEnquiry, Ruling
from baton.frontdoor.models import Check, Decision, Enquiry, EnquiryPerson, Telling
from baton.frontdoor.rules.check import Answer, CheckKind
from baton.frontdoor.rules.decision import LeadsTo
from baton.frontdoor.rules.enquiry import State
from baton.frontdoor.rules.reference import PREFIX
from baton.frontdoor.rules.telling import How
from baton.journal import NewEvent
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people.actions import bulk as people
from baton.people.actions.records import NewLevel, NewNeed
from baton.people.models import Family, Person
from baton.people.rules.references import new_reference


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Who did something, and when; nobody where it is not known."""

    at: datetime
    by: Practitioner | None = None


@dataclass(frozen=True, kw_only=True)
class LinkDeed(Deed):
    """The enquiry was linked to a family; `people` are those matched, by their place among the people named."""

    family: Family
    people: Mapping[int, Person] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CheckDeed(Deed):
    """A question of the checklist was answered."""

    kind: CheckKind
    answer: Answer
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionDeed(Deed):
    """The enquiry was decided."""

    ruling: Ruling


@dataclass(frozen=True, kw_only=True)
class TellingDeed(Deed):
    """The enquirer was told of the last decision; `how` may not be known."""

    how: How | None = None


@dataclass(frozen=True, kw_only=True)
class PastEnquiry:
    """An enquiry with all that was done to it, in the order in which the front door does it."""

    new: NewEnquiry
    keyed: Deed
    claimed: Deed | None = None
    checks: Sequence[CheckDeed] = ()
    linked: LinkDeed | None = None
    decisions: Sequence[DecisionDeed] = ()
    told: TellingDeed | None = None
    taken_up: Deed | None = None


@dataclass
class _Batch:
    """Rows and events that wait to be written together."""

    enquiries: list[Enquiry] = field(default_factory=list)
    people: list[EnquiryPerson] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    events: list[NewEvent] = field(default_factory=list)

    def write(self) -> None:
        """Write everything, each table in one go."""
        insert(self.enquiries)
        insert(self.people)
        insert(self.checks)
        insert(self.decisions)
        insert(self.tellings)
        journal.record_many(self.events)


@deed
def receive_many(past: Sequence[PastEnquiry]) -> list[Enquiry]:
    """Write many enquiries with all that was done to them, and return them in their order.

    Rows and events are those that `receive`, `claim`, `answer_check`, `link_family`, `decide`, `tell` and
    `take_up` leave, save that nobody's rules are asked and the time of each deed is the one given.
    """
    ground = Ground.now()
    leads_to = {outcome.code: LeadsTo(outcome.leads_to) for outcome in profiles.current().outcomes}
    batch = _Batch()
    for one, reference in zip(past, _references(len(past)), strict=True):
        _add(batch, one, reference, ground, leads_to)
    batch.write()
    _state_facts(batch)
    return batch.enquiries


@deed
def take_up_many(taken: Mapping[UUID, Deed]) -> int:
    """Note for many enquiries, by id, that a case was opened from their decision; return how many waited for one."""
    decisions = list(Decision.objects.awaiting_case().filter(enquiry__in=taken).select_related("enquiry"))
    for decision in decisions:
        decision.taken_up_at = taken[decision.enquiry_id].at
    update(decisions, ["taken_up_at"])
    journal.record_many(
        _taken_up_event(decision.enquiry, decision, taken[decision.enquiry_id]) for decision in decisions
    )
    return len(decisions)


def _references(count: int) -> list[str]:
    drawn: set[str] = set()
    while len(drawn) < count:
        drawn.update(new_reference(PREFIX) for _ in range(count - len(drawn)))
        drawn -= set(Enquiry.objects.filter(reference__in=drawn).values_list("reference", flat=True))
    return list(drawn)


def _add(
    batch: _Batch, past: PastEnquiry, reference: str, ground: Ground, leads_to: Mapping[str, LeadsTo]
) -> None:
    enquiry = building.enquiry_row(past.new, ground=ground, at=past.keyed.at, by=past.keyed.by)
    enquiry.reference = reference
    named = building.person_rows(past.new, enquiry)
    batch.enquiries.append(enquiry)
    batch.people += named
    batch.events.append(building.received_event(enquiry, past.keyed.by))
    _claim(batch, past, enquiry)
    _check(batch, past, enquiry)
    _link(batch, past, enquiry, named)
    _decide(batch, past, enquiry, leads_to)


def _claim(batch: _Batch, past: PastEnquiry, enquiry: Enquiry) -> None:
    if past.claimed is None:
        return
    enquiry.state, enquiry.claimed_by, enquiry.claimed_at = State.SCREENING, past.claimed.by, past.claimed.at
    batch.events.append(building.event(events.CLAIMED, enquiry, at=past.claimed.at, by=past.claimed.by))


def _check(batch: _Batch, past: PastEnquiry, enquiry: Enquiry) -> None:
    for made in past.checks:
        check = Check(
            enquiry=enquiry, kind=made.kind, answer=made.answer, note=made.note, at=made.at, by=made.by
        )
        batch.checks.append(check)
        batch.events.append(building.checked_event(check))


def _link(batch: _Batch, past: PastEnquiry, enquiry: Enquiry, named: Sequence[EnquiryPerson]) -> None:
    link = past.linked
    if link is None:
        return
    enquiry.family, enquiry.linked_at = link.family, link.at
    enquiry.locality = enquiry.locality or link.family.locality
    enquiry.version += 1
    rows = [named[position] for position in sorted(link.people)]
    for row in rows:
        row.person, row.matched_at, row.matched_by = link.people[row.position], link.at, link.by
    batch.events += building.linked_events(enquiry, rows, at=link.at, by=link.by)


def _decide(batch: _Batch, past: PastEnquiry, enquiry: Enquiry, leads_to: Mapping[str, LeadsTo]) -> None:
    latest: Decision | None = None
    for number, made in enumerate(past.decisions, start=1):
        if latest is not None:
            latest.superseded_at = made.at
        latest = building.decision_row(
            enquiry,
            made.ruling,
            leads_to[made.ruling.outcome] if made.ruling.outcome else LeadsTo.NOTHING,
            number=number,
            at=made.at,
            by=made.by,
        )
        enquiry.state = State.DECIDED
        enquiry.version += 1
        batch.decisions.append(latest)
        batch.events.append(building.decided_event(latest))
    if latest is not None:
        _tell(batch, past, latest)
        _take_up(batch, past, latest)


def _tell(batch: _Batch, past: PastEnquiry, decision: Decision) -> None:
    if past.told is None:
        return
    telling = Telling(
        enquiry=decision.enquiry,
        decision=decision,
        how=past.told.how or "",
        told_at=past.told.at,
        by=past.told.by,
    )
    batch.tellings.append(telling)
    batch.events.append(building.told_event(telling))


def _take_up(batch: _Batch, past: PastEnquiry, decision: Decision) -> None:
    if past.taken_up is None:
        return
    decision.taken_up_at = past.taken_up.at
    batch.events.append(_taken_up_event(decision.enquiry, decision, past.taken_up))


def _taken_up_event(enquiry: Enquiry, decision: Decision, deed: Deed) -> NewEvent:
    return building.event(events.TAKEN_UP, enquiry, at=deed.at, by=deed.by, decision=decision.pk)


def _state_facts(batch: _Batch) -> None:
    stated: set[UUID] = set()
    levels: list[tuple[NewLevel, Practitioner | None, datetime]] = []
    needs: list[tuple[NewNeed, Practitioner | None, datetime]] = []
    for decision in batch.decisions:
        enquiry, by, at = decision.enquiry, decision.decided_by, decision.decided_at
        if enquiry.linked_at is None or at < enquiry.linked_at:
            continue
        read, found = building.facts(enquiry, decision, first_of_link=enquiry.pk not in stated)
        stated.add(enquiry.pk)
        levels += [(level, by, at) for level in read]
        needs += [(need, by, at) for need in found]
    people.record_dated_levels(levels)
    people.record_dated_needs(needs)
