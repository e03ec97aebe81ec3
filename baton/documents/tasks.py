"""What documents need from time to time: the scanner's word, and tidying."""

import logging
import time

from baton.core import dates, jobs
from baton.documents import actions
from baton.documents.files import scanner, store
from baton.documents.models import tables

logger = logging.getLogger(__name__)

LEFT_OVER = 24 * 60 * 60
"""Seconds after which a file that belongs to no document was left by a page that broke (ours)."""


@jobs.task(every="*/5 * * * *", alone=True)
def scan() -> None:
    """Ask the virus scanner about what waits in quarantine, and what came while there was none; each verdict stands by
    itself. Where it does not answer, they go on waiting: `doctor` says so.
    """
    looking = scanner.current()
    for digest in sorted(_to_scan(looking)):
        try:
            with store.opened(digest) as file:
                state = looking.scan(file)
        except store.Missing:
            logger.error("The file of a document is missing")
            continue
        except scanner.Unreachable:
            logger.warning("The virus scanner does not answer")
            return
        actions.settle(digest=digest, state=state, at=dates.now())


def _to_scan(looking: scanner.Scanner) -> set[str]:
    is_nobody = isinstance(looking, scanner.Nobody)
    found: set[str] = set()
    for model in tables():
        rows = model.objects.waiting() if is_nobody else model.objects.never_scanned()
        found.update(rows.with_file().values_list("digest", flat=True))
    return found


@jobs.task(every="50 3 * * *", alone=True)
def tidy() -> None:
    """Throw away what interrupted pages left: half files, and files that belong to no document."""
    before = time.time() - LEFT_OVER
    for path in store.unfinished():
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
    for path in store.held():
        if path.stat().st_mtime < before:
            actions.sweep(digest=path.name)
