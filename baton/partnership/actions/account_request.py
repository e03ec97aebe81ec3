"""An account is asked for by whoever has none, and approved or refused by who answers for the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from baton import journal
from baton.core import jobs
from baton.core.rules.addresses import normal
from baton.core.wall import deed
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.models import AccountRequest, Locality, Organisation, Practitioner, Team
from baton.partnership.rules.account_request import KEPT_DAYS, Refusal, RequestState, roles_to_give
from baton.partnership.rules.roles import Role


class DecidedAlready(Exception):
    """Somebody else has decided the request."""


class RoleNotYours(Exception):
    """A role was to be given that the decider may not give."""


@dataclass(frozen=True)
class NewRequest:
    """What somebody says who asks for an account."""

    name: str
    email: str
    job_title: str
    phone: str
    organisation: Organisation
    why: str


@dataclass(frozen=True)
class Approval:
    """What the account is for."""

    roles: frozenset[Role]
    team: Team | None = None
    localities: Sequence[Locality] = ()
    case_limit: int | None = None
    languages: Sequence[str] = ()


@deed
def ask(*, new: NewRequest, at: datetime) -> AccountRequest | None:
    """Keep a request, and return it; nothing where the address signs in already, or the same request waits.

    Whoever asks is told the same in each case: neither page nor time says whether an address is known (ASVS 5.0 6.3.8).
    """
    email = normal(new.email)
    jobs.enqueue("partnership.answer_asker", email=email)
    is_known = Practitioner.objects.working().filter(email=email).exists()
    waiting = AccountRequest.objects.waiting().filter(email=email, organisation=new.organisation)
    if is_known or waiting.exists():
        return None
    request = AccountRequest.objects.create(
        name=new.name,
        email=email,
        job_title=new.job_title,
        phone=new.phone,
        organisation=new.organisation,
        why=new.why,
        asked_at=at,
    )
    jobs.enqueue("partnership.tell_deciders", request_id=request.pk)
    journal.record("partnership.account_asked", at=at, by=None, subject=request)
    return request


@deed
def approve(*, request: AccountRequest, approval: Approval, by: Practitioner, at: datetime) -> Practitioner:
    """Make the account with its membership. Raises `DecidedAlready`, `RoleNotYours`, `practitioners.AddressTaken`."""
    request = _waiting(request)
    if not approval.roles <= roles_to_give(by.roles()):
        raise RoleNotYours
    membership = practitioners.NewMembership(
        organisation=request.organisation,
        roles=approval.roles,
        starts_on=localdate(at),
        team=approval.team,
        localities=approval.localities,
        case_limit=approval.case_limit,
        languages=approval.languages,
    )
    new = practitioners.NewPractitioner(
        email=request.email,
        name=request.name,
        job_title=request.job_title,
        phone=request.phone,
        memberships=[membership],
    )
    made = practitioners.add(practitioner=new, by=by, at=at)
    _decide(request, RequestState.APPROVED, by, at, practitioner=made)
    practitioners.invite(practitioner=made, by=by, at=at)
    journal.record("partnership.account_approved", at=at, by=by, subject=request)
    return made


@deed
def refuse(*, request: AccountRequest, refusal: Refusal, by: Practitioner, at: datetime) -> AccountRequest:
    """Refuse the request, with its reason. Raises `DecidedAlready`."""
    request = _decide(_waiting(request), RequestState.REFUSED, by, at, refusal=refusal)
    jobs.enqueue("partnership.tell_refused", request_id=request.pk)
    journal.record(
        "partnership.account_refused", at=at, by=by, subject=request, data={"reason": refusal.value}
    )
    return request


@deed
def forget(*, at: datetime) -> int:
    """Delete what was decided more than `KEPT_DAYS` ago, and return how much it was; the journal keeps the number."""
    old = AccountRequest.objects.decided_before(at - timedelta(days=KEPT_DAYS))
    count, _ = old.delete()
    if count:
        journal.record("partnership.account_requests_forgotten", at=at, data={"count": count})
    return count


def _waiting(request: AccountRequest) -> AccountRequest:
    locked = AccountRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state != RequestState.WAITING:
        raise DecidedAlready
    return locked


def _decide(
    request: AccountRequest,
    state: RequestState,
    by: Practitioner,
    at: datetime,
    *,
    refusal: str = "",
    practitioner: Practitioner | None = None,
) -> AccountRequest:
    request.state, request.decided_by, request.decided_at = state, by, at
    request.refusal, request.practitioner = refusal, practitioner
    request.save(update_fields=["state", "decided_by", "decided_at", "refusal", "practitioner"])
    return request
