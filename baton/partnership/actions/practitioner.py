"""Practitioners join, change what they do, and leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from baton import journal
from baton.core import jobs
from baton.core.rules.addresses import normal
from baton.core.wall import deed
from baton.journal import NewEvent
from baton.partnership.actions.session import end_all_sessions
from baton.partnership.models import Locality, Membership, Organisation, Practitioner, Team
from baton.partnership.rules.declaring import may_declare
from baton.partnership.rules.roles import Role


class AddressTaken(Exception):
    """Somebody already signs in with this e-mail address."""


class AlreadyMember(Exception):
    """The practitioner is already a member of this organisation."""


class AlreadyLeft(Exception):
    """The membership or the practitioner's access has ended before."""


@dataclass(frozen=True)
class NewMembership:
    """What somebody will be in one organisation."""

    organisation: Organisation
    roles: frozenset[Role]
    starts_on: date
    team: Team | None = None
    localities: Sequence[Locality] = ()
    case_limit: int | None = None
    languages: Sequence[str] = ()


@dataclass(frozen=True)
class NewPractitioner:
    """Somebody who will sign in, with at least one membership. `password` is already hashed; empty: none yet."""

    email: str
    name: str
    memberships: Sequence[NewMembership]
    job_title: str = ""
    phone: str = ""
    password: str = ""
    declared_at: datetime | None = None
    id: UUID | None = field(default=None)


LOOK_FOR_CONFLICTS = "people.look_for_conflicts"
"""The task that looks for records of somebody's own family."""


@deed
def add(*, practitioner: NewPractitioner, by: Practitioner | None, at: datetime) -> Practitioner:
    """Add somebody who may sign in, and look for the records of their own. Raises `AddressTaken`."""
    added = add_many(practitioners=[practitioner], by=by, at=at)[0]
    if may_declare(role for membership in practitioner.memberships for role in membership.roles):
        jobs.enqueue(LOOK_FOR_CONFLICTS, practitioner_id=added.pk)
    return added


@deed
def add_many(
    *, practitioners: Iterable[NewPractitioner], by: Practitioner | None, at: datetime
) -> list[Practitioner]:
    """Add many people at once, as an import or the demonstration does; the nightly look finds records of their own.

    Raises `AddressTaken`, and then adds nobody.
    """
    wanted = list(practitioners)
    addresses = [normal(new.email) for new in wanted]
    if len(set(addresses)) < len(addresses) or Practitioner.objects.filter(email__in=addresses).exists():
        raise AddressTaken
    rows = [_row(new) for new in wanted]
    Practitioner.objects.bulk_create(rows)
    memberships = [(row, new) for row, source in zip(rows, wanted, strict=True) for new in source.memberships]
    _create_memberships(memberships)
    journal.record_many(
        [NewEvent(kind="partnership.practitioner_added", at=at, by=by, subject=row) for row in rows]
    )
    return rows


@deed
def invite(*, practitioner: Practitioner, by: Practitioner | None, at: datetime) -> None:
    """Send somebody the link with which they begin, again where it ran out. Raises `AlreadyLeft`."""
    if practitioner.left_on is not None:
        raise AlreadyLeft
    jobs.enqueue("partnership.invite", practitioner_id=practitioner.pk)
    journal.record("partnership.invited", at=at, by=by, subject=practitioner)


@deed
def join(
    *, practitioner: Practitioner, membership: NewMembership, by: Practitioner | None, at: datetime
) -> Membership:
    """Make a practitioner a member of a further organisation. Raises `AlreadyMember`."""
    Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    today = localdate(at)
    current = Membership.objects.current(today).filter(practitioner=practitioner)
    if current.filter(organisation=membership.organisation).exists():
        raise AlreadyMember
    created = _create_memberships([(practitioner, membership)])[0]
    journal.record("partnership.membership_began", at=at, by=by, subject=created, data=_roles(created))
    return created


@deed
def change_membership(
    *,
    membership: Membership,
    roles: frozenset[Role],
    localities: Sequence[Locality],
    case_limit: int | None,
    languages: Sequence[str] = (),
    by: Practitioner | None,
    at: datetime,
) -> Membership:
    """Change what somebody does in an organisation, with effect from the next request. Raises `AlreadyLeft`."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.ends_on is not None:
        raise AlreadyLeft
    membership.roles = sorted(roles)
    membership.case_limit = case_limit
    membership.languages = list(languages)
    membership.save(update_fields=["roles", "case_limit", "languages"])
    membership.localities.set(localities)
    journal.record(
        "partnership.membership_changed", at=at, by=by, subject=membership, data=_roles(membership)
    )
    return membership


@deed
def end_membership(*, membership: Membership, by: Practitioner | None, at: datetime) -> Membership:
    """End a membership at once: what it opened is closed with the next request. Raises `AlreadyLeft`."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.ends_on is not None:
        raise AlreadyLeft
    membership.ends_on = max(localdate(at), membership.starts_on)
    membership.save(update_fields=["ends_on"])
    journal.record("partnership.membership_ended", at=at, by=by, subject=membership)
    return membership


@deed
def plan_leaving(
    *, practitioner: Practitioner, last_on: date, by: Practitioner | None, at: datetime
) -> Practitioner:
    """Plan the last day of somebody, after which a job ends all their access. Raises `AlreadyLeft`."""
    practitioner = lock_working(practitioner)
    practitioner.leaves_on = last_on
    practitioner.save(update_fields=["leaves_on"])
    journal.record(
        "partnership.leaving_planned",
        at=at,
        by=by,
        subject=practitioner,
        data={"last_on": last_on.isoformat()},
    )
    return practitioner


@deed
def call_off_leaving(*, practitioner: Practitioner, by: Practitioner | None, at: datetime) -> Practitioner:
    """Let somebody stay whose last day was planned. Raises `AlreadyLeft`."""
    practitioner = lock_working(practitioner)
    practitioner.leaves_on = None
    practitioner.save(update_fields=["leaves_on"])
    journal.record("partnership.leaving_called_off", at=at, by=by, subject=practitioner)
    return practitioner


def end_leavers(*, at: datetime) -> int:
    """End the access of everybody whose last day is over, each for themselves, and return how many there were."""
    over = list(Practitioner.objects.get_queryset().leaving_before(localdate(at)))
    for practitioner in over:
        leave(practitioner=practitioner, by=None, at=at)
    return len(over)


@deed
def leave(*, practitioner: Practitioner, by: Practitioner | None, at: datetime) -> Practitioner:
    """End all access of somebody who leaves, from the next request, and each of their sign-ins. Raises `AlreadyLeft`.

    Cases they lead stay theirs until somebody takes them over; they stand on the lists of unallocated cases. Enquiries
    they screen go back to the queue.
    """
    practitioner = lock_working(practitioner)
    practitioner.left_on = localdate(at)
    practitioner.is_active = False
    practitioner.save(update_fields=["left_on", "is_active"])
    for membership in practitioner.memberships.filter(ends_on__isnull=True):
        end_membership(membership=membership, by=by, at=at)
    end_all_sessions(practitioner=practitioner, by=by, at=at)
    jobs.enqueue("frontdoor.give_back_screened", practitioner_id=practitioner.pk)
    journal.record("partnership.practitioner_left", at=at, by=by, subject=practitioner)
    return practitioner


def lock_working(practitioner: Practitioner) -> Practitioner:
    """Return somebody as they are now, locked until the deed is done. Raises `AlreadyLeft`."""
    practitioner = Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    if practitioner.left_on is not None:
        raise AlreadyLeft
    return practitioner


def _row(new: NewPractitioner) -> Practitioner:
    row = Practitioner(
        email=normal(new.email),
        name=new.name,
        job_title=new.job_title,
        phone=new.phone,
        password=new.password or _no_password(),
        declared_at=new.declared_at,
    )
    if new.id is not None:
        row.pk = new.id
    return row


def _no_password() -> str:
    """A stored value that no password matches; a link by e-mail lets the practitioner choose one."""
    unusable = Practitioner()
    unusable.set_unusable_password()
    return unusable.password


def _create_memberships(wanted: Sequence[tuple[Practitioner, NewMembership]]) -> list[Membership]:
    rows = [
        Membership(
            practitioner=practitioner,
            organisation=new.organisation,
            team=new.team,
            roles=sorted(new.roles),
            case_limit=new.case_limit,
            languages=list(new.languages),
            starts_on=new.starts_on,
        )
        for practitioner, new in wanted
    ]
    Membership.objects.bulk_create(rows)
    links = Membership.localities.through
    links.objects.bulk_create(
        links(membership_id=row.pk, locality_id=locality.pk)
        for row, (_, new) in zip(rows, wanted, strict=True)
        for locality in new.localities
    )
    return rows


def _roles(membership: Membership) -> dict[str, object]:
    return {"roles": list(membership.roles), "organisation": str(membership.organisation_id)}


@deed
def declared(*, practitioner: Practitioner, at: datetime) -> Practitioner:
    """Note that somebody has said whom they may not see; who that is, is kept with people."""
    row = Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    row.declared_at = at
    row.save(update_fields=["declared_at"])
    journal.record("partnership.declared", at=at, by=practitioner, subject=row)
    return row


@deed
def sign_in(*, practitioner: Practitioner, at: datetime) -> None:
    """Note that somebody signed in, so that active users can be counted (R083)."""
    journal.record("partnership.signed_in", at=at, by=practitioner, subject=practitioner)
