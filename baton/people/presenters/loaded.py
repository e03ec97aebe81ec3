"""Everybody who belongs or belonged to a family and what they are to each other, loaded once for a page."""

from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from django.utils import timezone

from baton.people.models import Family, FamilyMembership, Person, Relationship


@dataclass(frozen=True)
class FamilyPeople:
    """A family's memberships with their people, and the relationships among them; `on` is the day the page shows."""

    family: Family
    memberships: tuple[FamilyMembership, ...]
    ties: tuple[Relationship, ...]
    on: date

    @classmethod
    def of(cls, family: Family, today: date | None = None) -> Self:
        """Load them. Two queries."""
        memberships = FamilyMembership.objects.filter(family=family).select_related("person")
        members = memberships.values("person")
        ties = Relationship.objects.filter(person__in=members, other__in=members)
        return cls(
            family=family,
            memberships=tuple(memberships.order_by("from_on", "pk")),
            ties=tuple(ties.select_related("person", "other").order_by("from_on", "pk")),
            on=today or timezone.localdate(),
        )

    def now(self) -> dict[UUID, FamilyMembership]:
        """Return the memberships of the day, by person."""
        return {row.person_id: row for row in self.memberships if holds(row, self.on)}

    def people_now(self) -> list[Person]:
        """Return who belongs to the family on the day."""
        return [row.person for row in self.now().values()]


def holds(row: FamilyMembership | Relationship, on: date) -> bool:
    """Say whether something holds on a day; the day it ends is no longer one."""
    return (row.from_on is None or row.from_on <= on) and not is_past(row, on)


def is_past(row: FamilyMembership | Relationship, on: date) -> bool:
    """Say whether something has ended by a day."""
    return row.to_on is not None and row.to_on <= on
