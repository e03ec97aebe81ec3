"""Barring somebody from a record: it is their own family's, or a relative's."""

from datetime import datetime

from baton import journal
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions.grant import LastKeeper
from baton.people.models import AccessBar, Conflict, Family
from baton.people.models.access import is_last_keeper
from baton.people.rules.facts import BarReason


class AlreadyBarred(Exception):
    """Somebody is barred once."""

    def __init__(self) -> None:
        super().__init__("This practitioner is barred from this record already")


@deed
def bar(
    *,
    family: Family,
    practitioner: Practitioner,
    reason: BarReason,
    note: str = "",
    conflict: Conflict | None = None,
    by: Practitioner | None,
    at: datetime,
) -> AccessBar:
    """Bar a practitioner from a family whatever their role, from now on; `conflict` is what the system found, if it did.

    Source: architecture rule 6.

    Raises `AlreadyBarred`, and `LastKeeper` where nobody would be left who may unseal the record.
    """
    row = Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    if AccessBar.objects.filter(family=row, practitioner=practitioner, to_at=None).exists():
        raise AlreadyBarred
    if is_last_keeper(row, practitioner.pk, at):
        raise LastKeeper
    made = AccessBar.objects.create(
        family=row, practitioner=practitioner, reason=reason, note=note, conflict=conflict, from_at=at
    )
    _journal(events.BAR_SET, made, by=by, at=at)
    return made


@deed
def lift(*, bar: AccessBar, by: Practitioner | None, at: datetime) -> AccessBar:
    """Lift a bar and nothing else: `conflict.lift_bar` closes again what must stay closed. One lifted stays as it is."""
    row: AccessBar = AccessBar.objects.select_for_update(of=("self",)).get(pk=bar.pk)
    if row.to_at is None:
        row.to_at = max(at, row.from_at)
        row.save(update_fields=["to_at"])
        _journal(events.BAR_LIFTED, row, by=by, at=at)
    return row


def _journal(kind: str, row: AccessBar, *, by: Practitioner | None, at: datetime) -> None:
    journal.record(
        kind,
        at=at,
        by=by,
        family=row.family_id,
        subject=row,
        data={"practitioner": row.practitioner_id, "reason": row.reason},
    )
