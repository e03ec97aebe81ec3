"""Writing many at once: what an import or the demonstration brings. The single actions are these, for one.

Rules of practice are not asked here: old data breaks them all (contract of the import). The database's
constraints hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from baton import journal
from baton.core.bulk import insert
from baton.core.dates import local_day
from baton.core.wall import deed
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions import conflict, keys
from baton.people.actions.agreement import record_many as record_agreements
from baton.people.actions.records import (
    NewFamily,
    NewGrant,
    NewInvolvement,
    NewLevel,
    NewMembership,
    NewNeed,
    NewPerson,
    NewRelationship,
)
from baton.people.models import (
    AccessGrant,
    Address,
    ContactWay,
    Family,
    FamilyMembership,
    FormerName,
    Involvement,
    LevelReading,
    Need,
    Person,
    Relationship,
)
from baton.people.rules.identifiers import read_nhs_number, read_upn
from baton.people.rules.membership import canonical
from baton.people.rules.persons import tidy_postcode
from baton.people.rules.references import new_reference
from baton.people.rules.restriction import Restriction, review_day

__all__ = [
    "add_members",
    "begin_involvements",
    "create_families",
    "give_grants",
    "record_agreements",
    "record_dated_levels",
    "record_dated_needs",
    "record_levels",
    "record_needs",
    "register",
    "relate",
]


@deed
def register(people: Sequence[NewPerson], *, by: Practitioner | None, at: datetime) -> list[Person]:
    """Add people with their names, addresses and contact ways, and write their keys.

    Identifiers are checked; one with a wrong check character is kept, and never matched on.
    """
    rows = [_person(new) for new in people]
    former = [FormerName(person_id=new.id, **asdict(name)) for new in people for name in new.former_names]
    addresses = [_address(new.id, address) for new in people for address in new.addresses]
    ways = [ContactWay(person_id=new.id, **asdict(way)) for new in people for way in new.contact_ways]
    insert(rows)
    insert(former)
    insert(addresses)
    insert(ways)
    by_person = keys.Rows(former, addresses, ways)
    keys.write_new({row.pk: by_person.findable(row) for row in rows})
    journal.record_many(
        journal.NewEvent(kind=events.PERSON_REGISTERED, at=at, by=by, person=row, subject=row) for row in rows
    )
    return rows


def _person(new: NewPerson) -> Person:
    values = {
        name: value
        for name, value in vars(new).items()
        if name not in {"former_names", "addresses", "contact_ways"}
    }
    return Person(**values | checked_identifiers(upn=new.upn, nhs_number=new.nhs_number))


def _address(person: UUID, new: Any) -> Address:
    return Address(person_id=person, **asdict(new) | {"postcode": tidy_postcode(new.postcode)})


def checked_identifiers(*, upn: str, nhs_number: str) -> dict[str, Any]:
    """Return the values of a person's identifiers as they are kept, and whether their check characters are
    right.
    """
    read_pupil, read_patient = read_upn(upn), read_nhs_number(nhs_number)
    return {
        "upn": read_pupil.value,
        "upn_checked": read_pupil.sound,
        "nhs_number": read_patient.value,
        "nhs_number_checked": read_patient.sound,
    }


@deed
def create_families(families: Sequence[NewFamily], *, by: Practitioner | None, at: datetime) -> list[Family]:
    """Open the records of families, each with a reference of its own."""
    references, rule = _references(len(families)), profiles.current().restricted_records
    rows = [
        Family(
            **vars(new),
            reference=reference,
            restricted_at=None if new.restriction == Restriction.OPEN else at,
            restricted_by=None if new.restriction == Restriction.OPEN else by,
            review_on=review_day(new.restriction, local_day(at), rule),
        )
        for new, reference in zip(families, references, strict=True)
    ]
    insert(rows)
    journal.record_many(
        journal.NewEvent(
            kind=events.FAMILY_CREATED,
            at=at,
            by=by,
            family=row,
            subject=row,
            data={"restriction": row.restriction},
        )
        for row in rows
    )
    return rows


def _references(count: int) -> list[str]:
    drawn: set[str] = set()
    while len(drawn) < count:
        drawn.update(new_reference("F") for _ in range(count - len(drawn)))
        drawn -= set(Family.objects.filter(reference__in=drawn).values_list("reference", flat=True))
    return list(drawn)


@deed
def add_members(
    memberships: Sequence[NewMembership], *, by: Practitioner | None, at: datetime
) -> list[FamilyMembership]:
    """Let people belong to families."""
    rows = [FamilyMembership(**vars(new)) for new in memberships]
    insert(rows)
    journal.record_many(
        journal.NewEvent(
            kind=events.MEMBER_ADDED,
            at=at,
            by=by,
            family=row.family_id,
            person=row.person_id,
            subject=row,
            data={"role": row.role},
        )
        for row in rows
    )
    conflict.close_joined(people={row.person_id for row in rows})
    return rows


@deed
def relate(
    relationships: Sequence[NewRelationship], *, by: Practitioner | None, at: datetime
) -> list[Relationship]:
    """Say who is what to whom. What reads alike from both ends is kept once, the lower id first."""
    rows = []
    for new in relationships:
        person, other = canonical(new.kind, new.person_id, new.other_id)
        values = vars(new) | {"person_id": person, "other_id": other}
        values.pop("family_id")
        rows.append(Relationship(**values))
    insert(rows)
    journal.record_many(
        journal.NewEvent(
            kind=events.RELATED,
            at=at,
            by=by,
            family=new.family_id,
            person=row.person_id,
            subject=row,
            data={"kind": row.kind, "other": row.other_id},
        )
        for new, row in zip(relationships, rows, strict=True)
    )
    return rows


@deed
def give_grants(grants: Sequence[NewGrant], *, by: Practitioner | None, at: datetime) -> list[AccessGrant]:
    """Open families to practitioners and organisations. Each must be new: `grant.give` looks first."""
    rows = [AccessGrant(**vars(new) | {"from_at": new.from_at or at}) for new in grants]
    insert(rows)
    journal.record_many(
        journal.NewEvent(
            kind=events.GRANT_GIVEN,
            at=at,
            by=by,
            family=row.family_id,
            subject=row,
            data={"kind": row.kind, "practitioner": row.practitioner_id, "organisation": row.organisation_id},
        )
        for row in rows
    )
    return rows


def record_needs(needs: Sequence[NewNeed], *, by: Practitioner | None, at: datetime) -> list[Need]:
    """Record needs of people and families."""
    return record_dated_needs([(new, by, at) for new in needs])


@deed
def record_dated_needs(needs: Sequence[tuple[NewNeed, Practitioner | None, datetime]]) -> list[Need]:
    """Record needs, each as found by somebody at a moment of its own."""
    rows = [Need(**vars(new)) for new, _, _ in needs]
    insert(rows)
    dated = [(row, by, at) for row, (_, by, at) in zip(rows, needs, strict=True)]
    _record_facts(events.NEED_RECORDED, dated, lambda row: {"code": row.code})
    return rows


def record_levels(levels: Sequence[NewLevel], *, by: Practitioner | None, at: datetime) -> list[LevelReading]:
    """Record levels of need."""
    return record_dated_levels([(new, by, at) for new in levels])


@deed
def record_dated_levels(
    levels: Sequence[tuple[NewLevel, Practitioner | None, datetime]],
) -> list[LevelReading]:
    """Record levels of need, each as read by somebody at a moment of its own."""
    rows = [LevelReading(**vars(new), by=by) for new, by, _ in levels]
    insert(rows)
    dated = [(row, by, at) for row, (_, by, at) in zip(rows, levels, strict=True)]
    _record_facts(events.LEVEL_RECORDED, dated, lambda row: {"level": row.level, "occasion": row.occasion})
    return rows


@deed
def begin_involvements(
    involvements: Sequence[NewInvolvement], *, by: Practitioner | None, at: datetime
) -> list[Involvement]:
    """Record that organisations and practitioners are involved with people and families."""
    rows = [Involvement(**vars(new)) for new in involvements]
    insert(rows)
    dated = [(row, by, at) for row in rows]
    _record_facts(events.INVOLVEMENT_BEGUN, dated, involved_data)
    return rows


def involved_data(row: Involvement) -> dict[str, Any]:
    """Return what an event says of an involvement: its kind, and who it is."""
    return {"kind": row.kind, "practitioner": row.practitioner_id, "organisation": row.organisation_id}


def _record_facts(kind: str, dated: Iterable[tuple[Any, Practitioner | None, datetime]], data: Any) -> None:
    journal.record_many(
        journal.NewEvent(
            kind=kind,
            at=at,
            by=by,
            family=row.family_id,
            person=getattr(row, "person_id", None),
            case_id=getattr(row, "case_id", None),
            subject=row,
            data=data(row),
        )
        for row, by, at in dated
    )
