"""A family that is not known yet is written down whole: its record, its people, what they are to each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people.actions import bulk, family, person
from baton.people.actions.records import NewFamily, NewMembership, NewPerson, NewRelationship
from baton.people.models import Family
from baton.people.rules.membership import MemberRole, RelationshipKind


@dataclass(frozen=True, kw_only=True)
class Joining:
    """Somebody new in a family: as what, and what they are to its children."""

    person: NewPerson
    role: MemberRole
    relationship: RelationshipKind | None = None
    parental_responsibility: bool | None = None


@deed
def begin(*, new: NewFamily, people: Sequence[Joining], by: Practitioner | None, at: datetime) -> Family:
    """Open a family's record with its people. Raises `person.NotPossible`, `family.WrongRole`."""
    row = family.create(family=new, by=by, at=at)
    join(row, people, by=by, at=at)
    return row


@deed
def join(row: Family, people: Sequence[Joining], *, by: Practitioner | None, at: datetime) -> None:
    """Add new people to a family; each adult is related to each child that is added or belongs to it already.

    Raises `person.NotPossible`, `family.WrongRole`.
    """
    for joining in people:
        person.refuse_impossible(joining.person, today=at.date())
        if joining.person.unborn != (joining.role == MemberRole.UNBORN):
            raise family.WrongRole
    present = row.memberships.filter(to_on=None).exclude(role=MemberRole.ADULT)
    children = list(present.values_list("person_id", flat=True))
    children += [joining.person.id for joining in people if joining.role != MemberRole.ADULT]
    bulk.register([joining.person for joining in people], by=by, at=at)
    bulk.add_members(
        [
            NewMembership(family_id=row.pk, person_id=joining.person.id, role=joining.role)
            for joining in people
        ],
        by=by,
        at=at,
    )
    bulk.relate(
        [
            NewRelationship(
                person_id=joining.person.id,
                other_id=child,
                kind=joining.relationship,
                parental_responsibility=joining.parental_responsibility,
                family_id=row.pk,
            )
            for joining in people
            if joining.relationship is not None
            for child in children
        ],
        by=by,
        at=at,
    )
