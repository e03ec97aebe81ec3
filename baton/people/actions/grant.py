"""Giving and ending access to a family, by one practitioner or for one organisation."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from baton import journal
from baton.core.bulk import update
from baton.core.wall import deed
from baton.partnership.models import Organisation, Practitioner
from baton.people import events
from baton.people.models import AccessGrant, Family
from baton.people.models.access import is_last_keeper
from baton.people.rules.facts import GrantKind


class LastKeeper(Exception):
    """A sealed record must stay in the hands of somebody who may unseal it."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody else who may unseal this record is named on it: "
            "name another safeguarding lead or information governance officer first"
        )


@deed
def give(
    *,
    family: Family,
    kind: GrantKind,
    by: Practitioner | None,
    at: datetime,
    practitioner: Practitioner | None = None,
    organisation: Organisation | None = None,
    held_in: Organisation | None = None,
    source_id: UUID | None = None,
    to_at: datetime | None = None,
    read_only: bool = False,
) -> AccessGrant:
    """Open a family to one practitioner or one organisation, of which exactly one is given.

    What is open already for the same reason stays, and is returned. `source_id` names what gave the access,
    for `end_from`; `to_at` sets an end from the beginning; `held_in` is the employer with whom it ends.
    """
    Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    values = {"family": family, "kind": kind, "practitioner": practitioner, "organisation": organisation}
    before: AccessGrant | None = AccessGrant.objects.filter(**values, source_id=source_id, to_at=None).first()
    if before is not None:
        return before
    row: AccessGrant = AccessGrant.objects.create(
        **values, held_in=held_in, source_id=source_id, from_at=at, to_at=to_at, read_only=read_only
    )
    journal.record(events.GRANT_GIVEN, at=at, by=by, family=family, subject=row, data=_data(row))
    return row


@deed
def end(*, grant: AccessGrant, by: Practitioner | None, at: datetime) -> AccessGrant:
    """End one grant at a moment. One that has ended stays as it is.

    Raises `LastKeeper` where nobody would be left who may unseal the record.
    """
    family = Family.objects.select_for_update(of=("self",)).get(pk=grant.family_id)
    row: AccessGrant = AccessGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if row.to_at is not None and row.to_at <= at:
        return row
    if row.kind == GrantKind.NAMED and is_last_keeper(family, row.practitioner_id, at):
        raise LastKeeper
    _end([row], by=by, at=at)
    return row


@deed
def end_from(*, source_id: UUID, by: Practitioner | None, at: datetime) -> int:
    """End every grant that one thing gave (an allocation, a team membership, an agreement); return how
    many.
    """
    return end_from_many(source_ids=[source_id], by=by, at=at)


@deed
def end_from_many(*, source_ids: Collection[UUID], by: Practitioner | None, at: datetime) -> int:
    """End every grant that any of many things gave, as `end_from` does; return how many."""
    in_force = AccessGrant.objects.in_force(at).select_for_update(of=("self",))
    rows = list(in_force.filter(source_id__in=source_ids).order_by("pk"))
    _end(rows, by=by, at=at)
    return len(rows)


def _end(rows: list[AccessGrant], *, by: Practitioner | None, at: datetime) -> None:
    for row in rows:
        row.to_at = max(at, row.from_at)
    update(rows, ["to_at"])
    journal.record_many(
        journal.NewEvent(
            kind=events.GRANT_ENDED, at=at, by=by, family=row.family_id, subject=row, data=_data(row)
        )
        for row in rows
    )


def _data(row: AccessGrant) -> dict[str, object]:
    return {"kind": row.kind, "practitioner": row.practitioner_id, "organisation": row.organisation_id}
