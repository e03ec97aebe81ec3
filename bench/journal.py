"""How many deeds a second the journal keeps, each in a transaction of its own, beside a bare INSERT."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection, transaction

from baton import journal
from baton.journal import events
from baton.journal.models import Event
from bench.measure import Measure, per_second

TIMES = 500


def run() -> Iterator[Measure]:
    """Record events singly, and write the same rows with plain SQL."""
    events.autodiscover()
    kind = min(events.registered())
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    with transaction.atomic():
        journal.record(kind, at=at)
        row = Event.objects.latest("pk")
    columns = [field.column for field in Event._meta.concrete_fields if not field.primary_key]
    named = ", ".join(f'"{column}"' for column in columns)
    table = Event._meta.db_table
    plain = (
        f'INSERT INTO "{table}" ({named}) SELECT {named} FROM "{table}" WHERE "{Event._meta.pk.column}" = %s'
    )

    def record() -> None:
        with transaction.atomic():
            journal.record(kind, at=at)

    def insert() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(plain, [row.pk])

    baseline = per_second(insert, TIMES)
    yield Measure(
        "journal", "events recorded", per_second(record, TIMES), "per second", TIMES, baseline, "plain INSERT"
    )
