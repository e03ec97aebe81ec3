"""What this database holds: nothing yet, synthetic people, or real ones."""

from datetime import datetime
from functools import lru_cache

from django.db import connection, transaction

from baton.core.models import Installation

Kind = Installation.Kind


class AlreadyMarked(Exception):
    """The database was marked as something else before; a mark is never removed."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            f"This database is marked as holding {kind} records and stays so. "
            "Use another one: set BATON_HOME or DATABASE_URL"
        )


class Unmarked(Exception):
    """The database holds nobody yet."""


def kind() -> Kind:
    """Return what the database is marked as."""
    found = Installation.objects.filter(pk=1).values_list("kind", flat=True).first()
    return Kind(found) if found else Kind.UNMARKED


def is_demonstration() -> bool:
    """Tell whether the database is marked as holding synthetic people; once it is marked, without a query."""
    try:
        return _mark_of(connection.settings_dict["NAME"]) == Kind.DEMONSTRATION
    except Unmarked:
        return False


@lru_cache
def _mark_of(database: str) -> Kind:
    """Return the mark of the database of this name: it is never removed. Raises `Unmarked`, which is asked again."""
    found = kind()
    if found == Kind.UNMARKED:
        raise Unmarked
    return found


@transaction.atomic
def mark(as_kind: Kind, *, at: datetime) -> None:
    """Mark the database as holding synthetic or real people; marking it the same again changes nothing.

    Raises `AlreadyMarked` where it is marked otherwise. Source: contract of the commands (demonstration
    database).
    """
    row, _ = Installation.objects.select_for_update().get_or_create(pk=1)
    if row.kind == as_kind:
        return
    if row.kind != Kind.UNMARKED:
        raise AlreadyMarked(row.get_kind_display().lower())
    row.kind, row.marked_at = as_kind, at
    row.save(update_fields=["kind", "marked_at"])
