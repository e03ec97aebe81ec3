"""How people may be reached: a way is added, corrected or ended."""

from datetime import datetime
from typing import Any

from baton.core import versions
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions import keys
from baton.people.actions.journalling import changed, record_about
from baton.people.actions.records import NewContactWay
from baton.people.models import ContactWay, Person

CORRECTABLE = frozenset(vars(NewContactWay(kind="", value="")))  # type: ignore[arg-type]  # only the names
"""What `correct` may set: everything but whose it is."""


@deed
def add(*, person: Person, way: NewContactWay, by: Practitioner | None, at: datetime) -> ContactWay:
    """Write down a telephone number or an email address, and when it is safe to use."""
    row = ContactWay.objects.create(person=person, **vars(way))
    keys.rewrite([person.pk])
    record_about(events.CONTACT_ADDED, {person.pk: row}, by=by, at=at, data={"kind": row.kind})
    return row


@deed
def correct(
    *, way: ContactWay, expected_version: int, by: Practitioner | None, at: datetime, **values: Any
) -> ContactWay:
    """Correct a way of contact, end it, or make it confidential. Raises `Stale`, and `TypeError` for an
    unknown field.
    """
    if unknown := set(values) - CORRECTABLE:
        raise TypeError(f"A contact way's {', '.join(sorted(unknown))} cannot be corrected here")
    versions.bump(way, expected_version)
    row = ContactWay.objects.get(pk=way.pk)
    names = changed(row, values)
    if names:
        row.save(update_fields=names)
        keys.rewrite([row.person_id])
    record_about(events.CONTACT_CORRECTED, {row.person_id: row}, by=by, at=at, data={"fields": names})
    return row
