"""Who is what to whom."""

from datetime import datetime
from typing import Any

from baton.core import versions
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions import bulk
from baton.people.actions.journalling import changed, record_about
from baton.people.actions.records import NewRelationship
from baton.people.models import Relationship
from baton.people.rules.membership import RelationshipKind, canonical

CORRECTABLE = frozenset({"kind", "parental_responsibility", "from_on", "to_on"})


class NotTwoPeople(Exception):
    """A relationship is between two people."""

    def __init__(self) -> None:
        super().__init__("Choose two different people")


class AlreadyRelated(Exception):
    """The same relationship is kept once at a time."""

    def __init__(self) -> None:
        super().__init__("This relationship is recorded already")


@deed
def relate(*, relationship: NewRelationship, by: Practitioner | None, at: datetime) -> Relationship:
    """Say what one person is to another. Raises `NotTwoPeople`, `AlreadyRelated`."""
    if relationship.person_id == relationship.other_id:
        raise NotTwoPeople
    person, other = canonical(relationship.kind, relationship.person_id, relationship.other_id)
    if Relationship.objects.filter(person=person, other=other, kind=relationship.kind, to_on=None).exists():
        raise AlreadyRelated
    (row,) = bulk.relate([relationship], by=by, at=at)
    return row


@deed
def correct(
    *,
    relationship: Relationship,
    expected_version: int,
    by: Practitioner | None,
    at: datetime,
    **values: Any,
) -> Relationship:
    """Correct a relationship, or end it. Raises `Stale`, `AlreadyRelated`, and `TypeError` for who the two
    are.
    """
    if unknown := set(values) - CORRECTABLE:
        raise TypeError(f"A relationship's {', '.join(sorted(unknown))} cannot be corrected here")
    versions.bump(relationship, expected_version)
    row: Relationship = Relationship.objects.get(pk=relationship.pk)
    names = changed(row, values)
    row.person_id, row.other_id = canonical(RelationshipKind(row.kind), row.person_id, row.other_id)
    same = Relationship.objects.filter(person=row.person_id, other=row.other_id, kind=row.kind, to_on=None)
    if row.to_on is None and same.exclude(pk=row.pk).exists():
        raise AlreadyRelated
    row.save(update_fields=[*names, "person_id", "other_id"])
    record_about(events.RELATIONSHIP_CORRECTED, {row.person_id: row}, by=by, at=at, data={"fields": names})
    return row
