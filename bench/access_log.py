"""What the chain of the access log costs the pages, how fast it is carried on and checked, and unusual reading found."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from bench.measure import Clock, Measure

ENTRIES = 1_000_000
WRITERS, TIMES = 8, 250

FILL = """
INSERT INTO journal_accessentry
       (practitioner_id, organisation_id, role, family_id, what, url_name, outcome, reason, request_id)
SELECT gen_random_uuid(), gen_random_uuid(), 'practitioner', gen_random_uuid(), 'page', 'family_page', 'allowed', '',
       gen_random_uuid()
  FROM generate_series(1, %s)
"""


DAY = """
INSERT INTO journal_accessentry (at, practitioner_id, role, family_id, what, url_name, outcome, reason, request_id)
SELECT %s + number * interval '1 second', md5((number %% 300)::text)::uuid, 'practitioner',
       md5((number %% 7919)::text)::uuid, 'page', 'family_page', 'allowed', '', gen_random_uuid()
  FROM generate_series(1, %s) AS number
"""
LOOKS_OF_A_DAY = 30_000
"""300 practitioners who open 100 pages each, a second after another."""


def pages() -> float:
    """Let several writers add entries, each in a transaction of its own as a page does; return entries a second."""
    from baton.journal import access
    from baton.journal.models import AccessEntry

    def write() -> None:
        for _ in range(TIMES):
            with transaction.atomic():
                access.write([AccessEntry(what="page", outcome="allowed", request_id=uuid4())])
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    begun = time.perf_counter()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return WRITERS * TIMES / (time.perf_counter() - begun)


@contextmanager
def without_marks() -> Iterator[None]:
    """Take away what the chain asks of a page while the block lasts."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("ALTER TABLE journal_accessentry DISABLE TRIGGER USER")
        yield
        owner.execute("ALTER TABLE journal_accessentry ENABLE TRIGGER USER")


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that passed."""
    clock = Clock()
    work()
    return clock.seconds()[0]


def run() -> Iterator[Measure]:
    """Write as pages do with the marks and without, link a million entries, and check them."""
    from baton.journal import chain

    pages()
    with without_marks():
        bare = pages()
    at_once, words = WRITERS * TIMES, f"{WRITERS} writers, no marks"
    yield Measure("access_log", f"entries of {WRITERS} writers", pages(), "per second", at_once, bare, words)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FILL, [ENTRIES])
    yield Measure("access_log", "entries linked", timed(chain.link), "s", ENTRIES)
    verified = timed(chain.first_fault)
    if chain.first_fault() is not None:
        raise AssertionError("the chain does not hold")
    yield Measure("access_log", "entries checked", verified, "s", ENTRIES)
    newest = timed(lambda: chain.first_fault(after=chain.newest(100_000)))
    yield Measure("access_log", "newest entries checked by doctor", newest, "s", 100_000)
    yield from unusual_reading()


def unusual_reading() -> Iterator[Measure]:
    """Look for unusual reading in a busy day, as the worker does: an hour each minute, the day every quarter hour."""
    from baton.oversight.models.reading import unusual_in
    from baton.oversight.rules.reading import HOUR, Kind, Window

    begins = timezone.now() - timedelta(days=2)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DAY, [begins, LOOKS_OF_A_DAY])
        cursor.execute("ANALYZE journal_accessentry")
    ends = begins + LOOKS_OF_A_DAY * timedelta(seconds=1)
    for kind, start in ((Kind.MANY, ends - HOUR), (Kind.NO_RELATION, begins)):
        window = Window(kind, start, ends, usual=LOOKS_OF_A_DAY)
        spent = timed(lambda window=window: unusual_in(window, ()))  # type: ignore[misc]
        yield Measure("access_log", f"unusual reading looked for, {kind}", spent, "s", LOOKS_OF_A_DAY)
