"""Whoever reads the journal on from a cursor misses nothing, in whatever order transactions end."""

import threading
from datetime import UTC, datetime

from django.db import connection, transaction

from baton import journal
from baton.journal import outbox
from baton.journal.marks import EVENTS
from baton.journal.models import Event

NOW = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)


def record(number: int) -> int:
    journal.record("letter.sent", at=NOW, data={"number": number})
    return Event.objects.get(kind="letter.sent", data__number=number).pk


def numbers(events: list[Event]) -> list[int]:
    return [event.data["number"] for event in events if event.kind == "letter.sent"]


def test_an_event_of_a_slow_transaction_is_not_passed_over(own_database):
    start = EVENTS.settled()
    recorded, may_end = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            record(1)
            recorded.set()
            assert may_end.wait(10)
        connection.close()

    slow = threading.Thread(target=slowly)
    slow.start()
    assert recorded.wait(10)
    with transaction.atomic():
        record(2)

    assert numbers(outbox.read(start)) == [], "the second waits for the first"
    may_end.set()
    slow.join(10)
    assert numbers(outbox.read(start)) == [1, 2]


def test_each_event_is_read_once_from_a_cursor(own_database):
    cursor = EVENTS.settled()
    with transaction.atomic():
        for number in range(5):
            record(number)

    read: list[int] = []
    while page := outbox.read(cursor, limit=2):
        read += numbers(page)
        cursor = page[-1].pk

    assert read == [0, 1, 2, 3, 4]
    assert EVENTS.settled() == cursor


def test_what_was_rolled_back_holds_nobody_up(own_database):
    start = EVENTS.settled()
    with transaction.atomic():
        record(1)
        transaction.set_rollback(True)
    with transaction.atomic():
        with transaction.atomic():
            record(2)
            transaction.set_rollback(True)
        record(3)

    assert numbers(outbox.read(start)) == [3]


def test_one_mark_for_a_transaction(own_database):
    with transaction.atomic():
        for number in range(3):
            record(number)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            )
            assert cursor.fetchone() == (1,)


def test_a_reader_beside_eight_writers_reads_every_event_once(own_database):
    """Read all the while eight threads record, some of it rolled back: every event arrives, and none twice."""
    cursor, done = EVENTS.settled(), threading.Event()
    written: list[int] = []

    def write(writer: int) -> None:
        for number in range(20):
            with transaction.atomic():
                pk = record(writer * 100 + number)
                if number % 5 == 4:
                    transaction.set_rollback(True)
                    continue
            written.append(pk)
        connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    read: list[int] = []
    while not done.is_set():
        if not any(writer.is_alive() for writer in writers):
            done.set()
        for event in outbox.read(cursor):
            read.append(event.pk)
            cursor = event.pk

    assert read == sorted(written)
