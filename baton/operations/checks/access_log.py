"""Whether the log of who looked at whom is whole: docs/adr/0013."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from baton.journal import chain
from baton.operations.checks.finding import Finding, fault, holds, look

NEWEST = 100_000
"""Entries that are checked each time, within seconds; `verify_access_log` checks all of them (ours)."""

LATE = timedelta(minutes=10)
"""How long an entry may be without its link: the worker writes them every minute (ours)."""


def access_log() -> Iterator[Finding]:
    """The newest entries of the access log stand as they were written, and each has its link."""
    wrong = chain.first_fault(after=chain.newest(NEWEST))
    since = chain.waiting_since()
    if wrong:
        words = f"it does not hold at entry {wrong.entry_id}: {wrong.wrong}"
        remedy = "find out who had the owner's password; `./run manage verify_access_log` checks the whole"
        yield fault("access log", words, remedy)
    elif since and since < timezone.now() - LATE:
        words = "entries have waited for their link for more than ten minutes"
        yield look("access log", words, "start the worker")
    else:
        yield holds("access log", f"the newest {NEWEST:,} entries hold, as far as they are linked")
