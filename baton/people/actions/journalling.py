"""Events about a person stand on the timeline of every family to which the person belongs now.

A child may belong to two families, one of them in hiding from the other. What is done about the child by somebody who
may open the closed one stands there alone: on the other, that they moved, and who works with them, would lead there.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from baton import journal
from baton.partnership.models import Practitioner
from baton.people.models import Family, FamilyMembership
from baton.people.rules.restriction import Restriction


def record_about(
    kind: str,
    subjects: Mapping[UUID, Model],
    *,
    by: Practitioner | None,
    at: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Record one event for each person and each of the families that may know; without a family, one that names none.

    `subjects` holds by person what was written.
    """
    families = _families(subjects, by, at)
    journal.record_many(
        journal.NewEvent(kind=kind, at=at, by=by, family=family, person=person, subject=subject, data=data)
        for person, subject in subjects.items()
        for family in families[person] or [None]
    )


def _families(people: Iterable[UUID], by: Practitioner | None, at: datetime) -> dict[UUID, list[UUID | None]]:
    """Return each person's families of now; where `by` may open restricted or sealed ones among them, those alone."""
    found: dict[UUID, list[UUID | None]] = {person: [] for person in people}
    now = FamilyMembership.objects.current(at.date()).filter(person__in=found).order_by("family_id")
    closed: set[UUID] = set()
    for person, family, restriction in now.values_list("person_id", "family_id", "family__restriction"):
        found[person].append(family)
        if restriction != Restriction.OPEN:
            closed.add(family)
    if closed and by is not None:
        closed = set(Family.objects.visible_to(by).filter(pk__in=closed).values_list("pk", flat=True))
    return {
        person: [family for family in theirs if family in closed] or theirs
        for person, theirs in found.items()
    }


def changed(row: Model, values: Mapping[str, Any]) -> list[str]:
    """Set these values on a row and return the names of those that were others before, in alphabetical
    order.
    """
    names: Iterable[str] = [name for name, value in values.items() if getattr(row, name) != value]
    for name in names:
        setattr(row, name, values[name])
    return sorted(names)
