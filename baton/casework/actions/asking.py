"""Somebody is asked to lead as a case opens; and many are asked at once, after a preview."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from baton.casework.actions import allocation, fitness, register
from baton.casework.actions import case as cases
from baton.casework.actions.common import CaseClosed
from baton.casework.actions.proposal import AlreadyAsked, NewProposal, ask, propose, to_ask
from baton.casework.models import Case, Proposal
from baton.core import versions
from baton.core.wall import deed
from baton.frontdoor.models import Enquiry
from baton.partnership.models import Practitioner, ProfileVersion


@dataclass(frozen=True, kw_only=True)
class Asking:
    """One of several cases: whom to ask, and the version of the case that was looked at."""

    case: Case
    new: NewProposal
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One of several families that wait for a case: whom to ask, who coordinates, and the version that was looked at."""

    enquiry: Enquiry
    new: NewProposal
    coordinator: Practitioner | None
    seen_version: int


@dataclass(frozen=True)
class Outcome:
    """What was asked; and of what nobody was asked, the case or the enquiry, with the reason in words."""

    done: list[Proposal] = field(default_factory=list)
    refused: list[tuple[Case | Enquiry, str]] = field(default_factory=list)


REFUSALS = (
    allocation.AlreadyLed,
    AlreadyAsked,
    fitness.MayNotLead,
    register.NotOffered,
    CaseClosed,
    versions.Stale,
)
NOT_OPENED = (cases.NotAwaited, cases.CaseAlreadyOpen, fitness.MayNotLead, versions.Stale)


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
            case = to_ask(one.case, one.new, one.seen_version, at)
        except REFUSALS as refusal:
            outcome.refused.append((one.case, str(refusal)))
        else:
            outcome.done.append(ask(case, one.new, by, at))
    return outcome


@deed
def open_and_propose_many(
    *, asked: Iterable[Opening], profile: ProfileVersion, by: Practitioner, at: datetime
) -> Outcome:
    """Open the cases that several enquiries were decided for, and ask somebody to lead each; as `propose_many` does,
    what cannot be done is given back with the reason, and what was done already counts as done.
    """
    outcome = Outcome()
    for one in sorted(asked, key=lambda one: one.enquiry.pk):
        waiting = Proposal.objects.waiting().filter(practitioner=one.new.practitioner)
        same = waiting.filter(case__enquiry=one.enquiry).first()
        if same is not None:
            outcome.done.append(same)
            continue
        try:
            _look_before(one, profile, at)
        except NOT_OPENED as refusal:
            outcome.refused.append((one.enquiry, str(refusal)))
        else:
            proposed = open_and_propose(
                enquiry=one.enquiry,
                new=one.new,
                coordinator=one.coordinator,
                profile=profile,
                by=by,
                at=at,
            )
            outcome.done.append(proposed)
    return outcome


def _look_before(one: Opening, profile: ProfileVersion, at: datetime) -> None:
    """Refuse what opening and asking would refuse, before anything is written: what else was done is kept."""
    awaited = cases.to_open(one.enquiry)
    if awaited.enquiry.version != one.seen_version:
        raise versions.Stale(awaited.enquiry, awaited.enquiry.version)
    who = one.new
    fitness.refuse_unfit(who.practitioner, who.organisation, awaited.family, profile.profile, at)
