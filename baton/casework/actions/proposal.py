"""Somebody is asked to lead a case that nobody leads, and answers; nobody leads before they have accepted.

Accepting names the lead by the one deed that does (`register.name_lead`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from baton.casework import notices
from baton.casework.actions import allocation, duty, fitness, proposing, register, seeking
from baton.casework.actions.common import day_of, locked_open, record
from baton.casework.events import proposal as events
from baton.casework.models import Case, Proposal
from baton.casework.models.allocation import current_allocation
from baton.casework.models.situation import is_unled
from baton.casework.rules import proposal as rules
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.proposal import ProposalState
from baton.core import versions
from baton.core.dates import end_of_day
from baton.core.rules.calendars import Closures, Period
from baton.core.wall import deed
from baton.notices import actions as messages
from baton.partnership import profiles
from baton.partnership.models import Organisation, Practitioner
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
    case = to_ask(case, new, expected_version, at)
    if coordinator is not None and coordinator.pk != case.coordinator_id:
        allocation.set_coordinator(case, coordinator, by, at)
    return ask(case, new, by, at)


def to_seek(case: Case, at: datetime) -> Case:
    """Return the case, held, if a lead may be looked for: nobody leads it, nobody is asked, and it has been screened.

    Raises `AlreadyLed`, `AlreadyAsked`, `register.NotOffered`, `CaseClosed`.
    """
    case = locked_open(case)
    register.refuse_unscreened(case)
    if not is_unled(case, current_allocation(case), day_of(at)):
        raise allocation.AlreadyLed
    if case.proposals.waiting().exists():
        raise AlreadyAsked
    return case


def to_ask(case: Case, new: NewProposal, expected_version: int, at: datetime) -> Case:
    """Return the case, held, with its next version, if somebody may be asked about it; nothing is written before that.

    Raises what `propose` raises.
    """
    case = to_seek(case, at)
    fitness.refuse_unfit(new.practitioner, new.organisation, case.family, case.profile.profile, at)
    versions.bump(case, expected_version)
    return case


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
    """Call a proposal back before it is answered, because somebody else is to be asked: by whoever called it back.

    Raises `AlreadyAnswered`, `CaseClosed`.
    """
    case, row = _waiting(proposal)
    proposing.end(row, ProposalState.WITHDRAWN, by=by, at=at, words=reason)
    told = notices.PROPOSAL_CAME_BACK if by is None else None
    seeking.look_for_lead(case, first=[by, row.asked_by], due_on=day_of(at), notice=told, at=at)
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


def ask(case: Case, new: NewProposal, by: Practitioner, at: datetime) -> Proposal:
    """Put the question to somebody about whom `to_ask` found nothing, within the deed of the caller."""
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
    notice = notices.PROPOSAL_CAME_BACK
    seeking.look_for_lead(case, first=[row.asked_by], due_on=day_of(at), notice=notice, at=at)
