"""Opening a family's record, saying who belongs to it, and restricting who may see it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from baton import journal
from baton.core import versions
from baton.core.dates import local_day
from baton.core.wall import deed
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions import bulk, grant
from baton.people.actions.journalling import changed
from baton.people.actions.records import NewFamily, NewMembership
from baton.people.models import Family, FamilyMembership, Person
from baton.people.models.access import keepers
from baton.people.rules.facts import GrantKind
from baton.people.rules.membership import MemberRole
from baton.people.rules.restriction import Restriction, review_day

CORRECTABLE = frozenset({"name", "locality_id"})
MEMBER_CORRECTABLE = frozenset({"role", "from_on", "to_on"})
CHANGED_TO = {
    Restriction.OPEN: events.FAMILY_OPENED,
    Restriction.RESTRICTED: events.FAMILY_RESTRICTED,
    Restriction.SEALED: events.FAMILY_SEALED,
}


class AlreadyBelongs(Exception):
    """Somebody belongs to a family once at a time."""

    def __init__(self) -> None:
        super().__init__("This person belongs to the family already")


class WrongRole(Exception):
    """Unborn in the family and unborn as a person are one thing."""

    def __init__(self) -> None:
        super().__init__(
            "Only an unborn child can be *unborn* in a family: record the birth, or the expected date"
        )


class NoKeeper(Exception):
    """A sealed record must name somebody who may unseal it."""

    def __init__(self) -> None:
        super().__init__(
            "Name at least one safeguarding lead or information governance officer: "
            "else nobody could ever open this record again"
        )


class NoReason(Exception):
    """A record is restricted or sealed for a reason."""

    def __init__(self) -> None:
        super().__init__("Say why this record is closed off: whoever reviews it must be able to judge it")


def create(*, family: NewFamily, by: Practitioner | None, at: datetime) -> Family:
    """Open a family's record."""
    (row,) = bulk.create_families([family], by=by, at=at)
    return row


@deed
def correct(
    *, family: Family, expected_version: int, by: Practitioner | None, at: datetime, **values: Any
) -> Family:
    """Correct a family's name or locality. Raises `Stale`, and `TypeError` for anything else."""
    if unknown := set(values) - CORRECTABLE:
        raise TypeError(f"A family's {', '.join(sorted(unknown))} cannot be corrected here")
    versions.bump(family, expected_version)
    row = Family.objects.get(pk=family.pk)
    names = changed(row, values)
    row.save(update_fields=names)
    journal.record(events.FAMILY_CORRECTED, at=at, by=by, family=row, subject=row, data={"fields": names})
    return row


@deed
def add_member(
    *,
    family: Family,
    person: Person,
    role: MemberRole,
    from_on: date | None = None,
    by: Practitioner | None,
    at: datetime,
) -> FamilyMembership:
    """Let a person who is known already belong to a family. Raises `AlreadyBelongs`, `WrongRole`."""
    Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    if family.memberships.filter(person=person, to_on=None).exists():
        raise AlreadyBelongs
    _refuse_wrong_role(person, role)
    joining = NewMembership(family_id=family.pk, person_id=person.pk, role=role, from_on=from_on)
    (row,) = bulk.add_members([joining], by=by, at=at)
    return row


@deed
def correct_member(
    *,
    membership: FamilyMembership,
    expected_version: int,
    by: Practitioner | None,
    at: datetime,
    **values: Any,
) -> FamilyMembership:
    """Correct the place of a person in a family, or end it. Raises `Stale`, `AlreadyBelongs`, `WrongRole`,
    `TypeError`.
    """
    if unknown := set(values) - MEMBER_CORRECTABLE:
        raise TypeError(f"A membership's {', '.join(sorted(unknown))} cannot be corrected here")
    versions.bump(membership, expected_version)
    row: FamilyMembership = FamilyMembership.objects.select_related("person").get(pk=membership.pk)
    names = changed(row, values)
    _refuse_wrong_role(row.person, MemberRole(row.role))
    others = FamilyMembership.objects.filter(family=row.family_id, person=row.person_id, to_on=None)
    if row.to_on is None and others.exclude(pk=row.pk).exists():
        raise AlreadyBelongs
    row.save(update_fields=names)
    journal.record(
        events.MEMBER_CORRECTED,
        at=at,
        by=by,
        family=row.family_id,
        person=row.person_id,
        subject=row,
        data={"fields": names},
    )
    return row


@deed
def restrict(
    *, family: Family, reason: str, expected_version: int, by: Practitioner | None, at: datetime
) -> Family:
    """Restrict a family's record to those who work with it. Raises `Stale`, `NoReason`. Source:
    architecture rule 6.
    """
    return _close_off(family, Restriction.RESTRICTED, reason, expected_version, by=by, at=at)


@deed
def seal(
    *,
    family: Family,
    reason: str,
    named: Iterable[Practitioner],
    expected_version: int,
    by: Practitioner | None,
    at: datetime,
) -> Family:
    """Seal a family's record: it exists for nobody but those named, of whom one at least may unseal it.

    Raises `Stale`, `NoReason`, `NoKeeper`. Source: architecture rule 6.
    """
    row = _close_off(family, Restriction.SEALED, reason, expected_version, by=by, at=at)
    for practitioner in named:
        grant.give(family=row, kind=GrantKind.NAMED, practitioner=practitioner, by=by, at=at)
    if not keepers(row, at).exists():
        raise NoKeeper
    return row


@deed
def open_(*, family: Family, expected_version: int, by: Practitioner | None, at: datetime) -> Family:
    """Lift the restriction or the seal of a family's record. Raises `Stale`."""
    return _set_restriction(family, Restriction.OPEN, "", expected_version, by=by, at=at)


def _close_off(
    family: Family,
    restriction: Restriction,
    reason: str,
    expected_version: int,
    *,
    by: Practitioner | None,
    at: datetime,
) -> Family:
    if not reason.strip():
        raise NoReason
    return _set_restriction(family, restriction, reason.strip(), expected_version, by=by, at=at)


def _set_restriction(
    family: Family,
    restriction: Restriction,
    reason: str,
    expected_version: int,
    *,
    by: Practitioner | None,
    at: datetime,
) -> Family:
    versions.bump(family, expected_version)
    row = Family.objects.get(pk=family.pk)
    was, row.restriction, row.restriction_reason = row.restriction, restriction, reason
    is_open = restriction == Restriction.OPEN
    row.restricted_at, row.restricted_by = (None, None) if is_open else (at, by)
    row.review_on = review_day(restriction, local_day(at), profiles.current().restricted_records)
    row.save(
        update_fields=["restriction", "restriction_reason", "restricted_at", "restricted_by", "review_on"]
    )
    journal.record(CHANGED_TO[restriction], at=at, by=by, family=row, subject=row, data={"was": was})
    return row


def _refuse_wrong_role(person: Person, role: MemberRole) -> None:
    if person.unborn != (role == MemberRole.UNBORN):
        raise WrongRole
