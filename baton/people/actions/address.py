"""Where people live: they move, or what was written down is corrected."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from baton.core import versions
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions import keys
from baton.people.actions.journalling import changed, record_about
from baton.people.actions.records import NewAddress
from baton.people.models import Address, Person
from baton.people.rules.persons import tidy_postcode

CORRECTABLE = frozenset({"lines", "postcode", "from_on", "to_on", "confidential"})
"""What `correct` may set."""


@deed
def move(
    *,
    people: Sequence[Person],
    address: NewAddress,
    keeps_others: bool = False,
    by: Practitioner | None,
    at: datetime,
) -> list[Address]:
    """Record a new address of one person, or of all who move together; return one row for each.

    Unless they keep the others (a child with two homes), their present addresses end on the day the new one
    begins, or on the day of recording where that day is not known.
    """
    moved_on = address.from_on or at.date()
    rows = [
        Address(person=person, **vars(address) | {"postcode": tidy_postcode(address.postcode)})
        for person in people
    ]
    if not keeps_others:
        _end_present(people, moved_on)
    Address.objects.bulk_create(rows)
    keys.rewrite([person.pk for person in people])
    record_about(
        events.ADDRESS_MOVED,
        {row.person_id: row for row in rows},
        by=by,
        at=at,
        data={"keeps_others": keeps_others},
    )
    return rows


def _end_present(people: Sequence[Person], moved_on: date) -> None:
    for row in Address.objects.select_for_update(of=("self",)).filter(person__in=people, to_on=None):
        row.to_on = max(moved_on, row.from_on or moved_on)
        row.version += 1
        row.save(update_fields=["to_on", "version"])


@deed
def correct(
    *, address: Address, expected_version: int, by: Practitioner | None, at: datetime, **values: Any
) -> Address:
    """Correct an address, end it, or make it confidential. Raises `Stale`, and `TypeError` for what it does
    not have.
    """
    if unknown := set(values) - CORRECTABLE:
        raise TypeError(f"An address's {', '.join(sorted(unknown))} cannot be corrected here")
    versions.bump(address, expected_version)
    row = Address.objects.get(pk=address.pk)
    if "postcode" in values:
        values["postcode"] = tidy_postcode(values["postcode"])
    names = changed(row, values)
    if names:
        row.save(update_fields=names)
        keys.rewrite([row.person_id])
    record_about(events.ADDRESS_CORRECTED, {row.person_id: row}, by=by, at=at, data={"fields": names})
    return row
