"""Who is involved with a person or a family: begun, corrected, ended. Any app above writes it in its own
deed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from baton import journal
from baton.core import versions
from baton.core.bulk import update
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions import bulk
from baton.people.actions.journalling import changed
from baton.people.actions.records import NewInvolvement
from baton.people.models import Involvement

CORRECTABLE = frozenset(
    {
        "kind",
        "organisation_id",
        "organisation_words",
        "practitioner_id",
        "contact",
        "role_words",
        "from_on",
        "to_on",
    }
)


def begin(*, involvement: NewInvolvement, by: Practitioner | None, at: datetime) -> Involvement:
    """Record that an organisation or a practitioner is involved."""
    (row,) = bulk.begin_involvements([involvement], by=by, at=at)
    return row


@deed
def correct(
    *, involvement: Involvement, expected_version: int, by: Practitioner | None, at: datetime, **values: Any
) -> Involvement:
    """Correct an involvement. Raises `Stale`, and `TypeError` for what it does not have."""
    if unknown := set(values) - CORRECTABLE:
        raise TypeError(f"An involvement's {', '.join(sorted(unknown))} cannot be corrected here")
    versions.bump(involvement, expected_version)
    row: Involvement = Involvement.objects.get(pk=involvement.pk)
    names = changed(row, values)
    row.save(update_fields=names)
    journal.record_many([_event(events.INVOLVEMENT_CORRECTED, row, by=by, at=at, data={"fields": names})])
    return row


@deed
def end(*, involvement: Involvement, on: date, by: Practitioner | None, at: datetime) -> Involvement:
    """Record that somebody is no longer involved. An involvement that has ended stays as it is."""
    row: Involvement = Involvement.objects.select_for_update(of=("self",)).get(pk=involvement.pk)
    if row.to_on is None:
        _end([(row, on)], by=by, at=at)
    return row


@deed
def end_from(*, ref: UUID, on: date, by: Practitioner | None, at: datetime) -> int:
    """End every involvement that rests on one thing (a case that closes); return how many."""
    return end_from_many(refs={ref: on}, by=by, at=at)


@deed
def end_from_many(*, refs: Mapping[UUID, date], by: Practitioner | None, at: datetime) -> int:
    """End every involvement that rests on any of many things, each on its day; return how many."""
    open_ones = Involvement.objects.select_for_update(of=("self",)).filter(to_on=None)
    rows = list(open_ones.filter(ref__in=list(refs)).order_by("pk"))
    _end([(row, refs[row.ref]) for row in rows if row.ref], by=by, at=at)
    return len(rows)


def _end(ending: Sequence[tuple[Involvement, date]], *, by: Practitioner | None, at: datetime) -> None:
    for row, on in ending:
        row.to_on = max(on, row.from_on or on)
        row.version += 1
    update([row for row, _ in ending], ["to_on", "version"])
    journal.record_many(
        _event(events.INVOLVEMENT_ENDED, row, by=by, at=at, data=bulk.involved_data(row)) for row, _ in ending
    )


def _event(
    kind: str, row: Involvement, *, by: Practitioner | None, at: datetime, data: dict[str, Any]
) -> journal.NewEvent:
    return journal.NewEvent(
        kind=kind, at=at, by=by, family=row.family_id, person=row.person_id, subject=row, data=data
    )
