"""Somebody is asked to lead a case that nobody leads, and answers; nobody leads before they have accepted.

Accepting names the lead by the one deed that does (`register.name_lead`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.urls import reverse

from baton.casework import notices
from baton.casework.actions import allocation, duty, fitness, proposing, register
from baton.casework.actions import case as cases
from baton.casework.actions.common import CaseClosed, day_of, locked_open, record
from baton.casework.events import proposal as events
from baton.casework.models import Case, Proposal
from baton.casework.models.situation import current_allocation, is_unled
from baton.casework.rules import proposal as rules
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.proposal import ProposalState
from baton.core import versions
from baton.core.dates import end_of_day
from baton.core.rules.calendars import Closures, Period
from baton.core.wall import deed
from baton.frontdoor.models import Enquiry
from baton.notices import actions as messages
from baton.partnership import profiles
from baton.partnership.models import Organisation, Practitioner, ProfileVersion
from baton.people.actions import grant
from baton.people.rules.facts import GrantKind


class AlreadyAsked(Exception):
    """One person is asked at a time, so that nobody says yes in vain."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody has been asked to lead this case and has not answered. Wait for the answer, or call the "
            "question back first."
        )


class AlreadyAnswered(Exception):
    """The proposal was answered, called back or has come back."""

    def __init__(self) -> None:
        super().__init__("This question was answered or called back already.")


class NotAsked(Exception):
    """Only who was asked can answer."""

    def __init__(self) -> None:
        super().__init__("Somebody else was asked to lead this case.")


class ReasonNeeded(Exception):
    """A refusal says why, so that the next one can be asked well."""

    def __init__(self) -> None:
        super().__init__("Say why you cannot lead this case.")


@dataclass(frozen=True, kw_only=True)
class NewProposal:
    """Who is asked to lead, the reasons that speak for them, and what they should know."""

    practitioner: Practitioner
    organisation: Organisation
    level: int | None = None
    reasons: Sequence[str] = ()
    message: str = ""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """One of several cases: whom to ask, and the version of the case that was looked at."""

    case: Case
    new: NewProposal
    seen_version: int


@dataclass(frozen=True)
class Outcome:
    """What was asked, and what was not, with the reason in words."""

    done: list[Proposal] = field(default_factory=list)
    refused: list[tuple[Case, str]] = field(default_factory=list)


REFUSALS = (
    allocation.AlreadyLed,
    AlreadyAsked,
    fitness.MayNotLead,
    register.NotOffered,
    CaseClosed,
    versions.Stale,
)


@deed
def propose(
    *,
    case: Case,
    new: NewProposal,
    coordinator: Practitioner | None,
    by: Practitioner,
    at: datetime,
    expected_version: int,
) -> Proposal:
    """Ask somebody to lead a case that nobody leads. They may read the record until they have answered.

    Raises `AlreadyLed`, `AlreadyAsked`, `MayNotLead`, `register.NotOffered`, `core.versions.Stale`, `CaseClosed`.
    Source: R032, R033, R035; the answer's clock is the profile's.
    """
    case = _to_ask(case, new, expected_version, at)
    if coordinator is not None and coordinator.pk != case.coordinator_id:
        allocation.set_coordinator(case, coordinator, by, at)
    return _ask(case, new, by, at)


def _to_ask(case: Case, new: NewProposal, expected_version: int, at: datetime) -> Case:
    """Return the case, held, with its next version, if somebody may be asked about it; nothing is written before that."""
    case = locked_open(case)
    register.refuse_unscreened(case)
    if not is_unled(case, current_allocation(case), day_of(at)):
        raise allocation.AlreadyLed
    if case.proposals.waiting().exists():
        raise AlreadyAsked
    fitness.refuse_unfit(new.practitioner, new.organisation, case.family, case.profile.profile, at)
    versions.bump(case, expected_version)
    return case


@deed
def open_and_propose(
    *,
    enquiry: Enquiry,
    new: NewProposal,
    coordinator: Practitioner | None,
    profile: ProfileVersion,
    by: Practitioner,
    at: datetime,
) -> Proposal:
    """Open the case that an enquiry was decided for, and ask somebody to lead it.

    Raises what `case.open_from_decision` and `propose` raise. Source: R105.
    """
    case = cases.open_from_decision(
        enquiry=enquiry,
        lead=None,
        organisation=None,
        coordinator=coordinator,
        profile=profile,
        by=by,
        at=at,
    )
    level = case.decision.level if case.decision else None
    return propose(
        case=case,
        new=replace(new, level=level),
        coordinator=None,
        by=by,
        at=at,
        expected_version=case.version,
    )


@deed
def propose_many(*, asked: Iterable[Asking], by: Practitioner, at: datetime) -> Outcome:
    """Ask about several cases at once. What was changed since its preview, or may not be asked, stays as it is and is
    given back with the reason; the rest is done. What was asked of the same person already counts as done.
    """
    outcome = Outcome()
    for one in sorted(asked, key=lambda one: one.case.pk):
        same = one.case.proposals.waiting().filter(practitioner=one.new.practitioner).first()
        if same is not None:
            outcome.done.append(same)
            continue
        try:
            case = _to_ask(one.case, one.new, one.seen_version, at)
        except REFUSALS as refusal:
            outcome.refused.append((one.case, str(refusal)))
        else:
            outcome.done.append(_ask(case, one.new, by, at))
    return outcome


@deed
def accept(*, proposal: Proposal, by: Practitioner, at: datetime) -> Case:
    """Accept to lead: now, and only now, the case has its lead practitioner.

    Raises `AlreadyAnswered`, `NotAsked`, and what `register.name_lead` raises.
    """
    case, row = _waiting(proposal)
    if row.practitioner_id != by.pk:
        raise NotAsked
    return register.name_lead(
        case=case,
        practitioner=by,
        organisation=row.organisation,
        level=row.level,
        coordinator=None,
        by=by,
        at=at,
        expected_version=case.version,
    )


@deed
def refuse(*, proposal: Proposal, refusal: str, words: str, by: Practitioner, at: datetime) -> Proposal:
    """Say that one cannot lead, and why; whoever asked is told, and asks the next one.

    `refusal` is a code of the profile. Raises `AlreadyAnswered`, `NotAsked`, `ReasonNeeded`, `CaseClosed`.
    """
    case, row = _waiting(proposal)
    if row.practitioner_id != by.pk:
        raise NotAsked
    if not refusal and not words.strip():
        raise ReasonNeeded
    proposing.end(row, ProposalState.REFUSED, by=by, at=at, refusal=refusal, words=words)
    _hand_back(case, row, at)
    return row


@deed
def withdraw(*, proposal: Proposal, reason: str, by: Practitioner | None, at: datetime) -> Proposal:
    """Call a proposal back before it is answered, because somebody else is to be asked.

    Raises `AlreadyAnswered`, `CaseClosed`.
    """
    _, row = _waiting(proposal)
    proposing.end(row, ProposalState.WITHDRAWN, by=by, at=at, words=reason)
    return row


@deed
def lapse(*, proposal: Proposal, at: datetime) -> Proposal:
    """Let a proposal come back whose day for an answer has passed; one that may wait stays as it is. Done by the system.

    Raises `AlreadyAnswered`, `CaseClosed`.
    """
    case, row = _waiting(proposal)
    if rules.is_overdue(row.answer_due_on, day_of(at)):
        proposing.end(row, ProposalState.LAPSED, by=None, at=at)
        _hand_back(case, row, at)
    return row


def _ask(case: Case, new: NewProposal, by: Practitioner, at: datetime) -> Proposal:
    row = Proposal.objects.create(
        case=case,
        practitioner=new.practitioner,
        organisation=new.organisation,
        level=new.level,
        reasons="\n".join(new.reasons),
        message=new.message,
        asked_at=at,
        asked_by=by,
        answer_due_on=answer_due_on(day_of(at)),
    )
    grant.give(
        family=case.family,
        kind=GrantKind.TRANSFER,
        practitioner=new.practitioner,
        held_in=new.organisation,
        source_id=row.pk,
        read_only=True,
        by=by,
        at=at,
    )
    duty.done(case=case, kind=DutyKind.CHOOSE_LEAD, at=at)
    duty.owe(
        case=case,
        kind=DutyKind.ANSWER_PROPOSAL,
        due_on=row.answer_due_on,
        owner=new.practitioner,
        subject_id=row.pk,
        at=at,
    )
    page = reverse("proposal_answer", args=[case.pk])
    messages.send(
        notice=notices.ASKED_TO_LEAD,
        to_practitioner=new.practitioner,
        path=page,
        due_at=end_of_day(row.answer_due_on) if row.answer_due_on else None,
        by=by,
        at=at,
    )
    record(events.PROPOSED, case, at=at, by=by, subject=row, data={"practitioner": new.practitioner.pk})
    return row


def answer_due_on(asked_on: date) -> date | None:
    """Return by when somebody asked on a day is to answer, as the partnership's profile says now."""
    profile = profiles.current()
    closed = Closures(tuple(Period(day, day) for day in profile.calendar.closure_days))
    return rules.answer_due_on(asked_on, profile.allocation.answer_days, closed)


def _waiting(proposal: Proposal) -> tuple[Case, Proposal]:
    case = locked_open(proposal.case)
    row = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("organisation", "asked_by")
        .get(pk=proposal.pk)
    )
    row.case = case
    if row.state != ProposalState.WAITING:
        raise AlreadyAnswered
    return case, row


def _hand_back(case: Case, row: Proposal, at: datetime) -> None:
    """Put the choice on the list of whoever asked, today; where they have left, on the coordinator's."""
    owner = row.asked_by if row.asked_by.is_active else case.coordinator
    duty.owe(case=case, kind=DutyKind.CHOOSE_LEAD, due_on=day_of(at), owner=owner, at=at)
    if owner is not None:
        page = reverse("case_allocate", args=[case.pk])
        messages.send(notice=notices.PROPOSAL_CAME_BACK, to_practitioner=owner, path=page, by=None, at=at)
