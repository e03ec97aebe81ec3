"""Migrating while people work: wait briefly for a lock, let them through, and try again.

A statement that waits for a table's lock makes everybody queue behind it, so it waits for seconds only. Each migration is
a transaction of its own: one that gave up has changed nothing, and those before it stay.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

import psycopg
from django.core.management import CommandError
from django.db import OperationalError, connection

LOCK_SECONDS = 3
"""How long everybody else may have to wait behind a migration that waits itself (ours: a page's patience)."""

STATEMENT_MINUTES = 30
"""After how long a single statement of a migration is taken to have gone wrong (ours)."""

TRIES = 6
"""How often a migration that met a lock is tried: with the pauses between, some two minutes (ours)."""

Say = Callable[[str], object]


class Blocked(CommandError):
    """Others held a lock for as long as we tried."""

    def __init__(self, seconds: int, tries: int) -> None:
        super().__init__(
            f"A migration did not get its lock in {tries} tries of {seconds} s: others were using the table. It changed "
            f"nothing, and what went before it stays. Try again when it is quieter, or stop the worker meanwhile.",
            returncode=1,
        )


def patiently(
    deed: Callable[[], object], *, say: Say = sys.stderr.write, wait: Callable[[float], object] = time.sleep
) -> None:
    """Do what migrates, on Django's connection as the owner. Raises `Blocked` where the lock is never to be had.

    `BATON_MIGRATION_LOCK_SECONDS` in the environment sets for how long one statement waits.
    """
    seconds = int(os.environ.get("BATON_MIGRATION_LOCK_SECONDS") or LOCK_SECONDS)
    for attempt in range(1, TRIES + 1):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{seconds}s"])
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{STATEMENT_MINUTES}min"])
        try:
            deed()
            return
        except OperationalError as fault:
            if not isinstance(fault.__cause__, psycopg.errors.LockNotAvailable):
                raise
        if attempt < TRIES:
            say(f"A migration met a lock; try {attempt} of {TRIES} gave way.\n")
            wait(2.0**attempt)
    raise Blocked(seconds, TRIES)
