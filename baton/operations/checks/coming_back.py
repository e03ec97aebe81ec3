"""Whether the installation could come back: how old the last back-up is, and whether the log of changes is archived."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from baton.operations.checks.database import one
from baton.operations.checks.finding import Finding, fault, graver, holds
from baton.operations.keeping import remembered
from baton.operations.keeping.bringing_back import WAITING

OLDEST_BACKUP = timedelta(hours=26)
"""A nightly back-up, and two hours for it to run (ours)."""

ARCHIVE = """
SELECT current_setting('archive_mode') <> 'off', last_archived_time, last_failed_time,
       pg_is_in_recovery()
FROM pg_stat_archiver
"""


def last_backup() -> Iterator[Finding]:
    """A whole back-up was made lately, and no restore stands unfinished."""
    last, remedy = remembered.last_backup(), "`./run manage backup FOLDER`, nightly by baton-backup.timer"
    if last is None:
        words = "none was made yet by `backup`"
        yield graver("back-up", words, remedy, is_production=settings.PRODUCTION)
        return
    age = timezone.now() - last.at
    words = f"the last whole one is {age.total_seconds() / 3600:.0f} hours old"
    if age > OLDEST_BACKUP:
        yield graver("back-up", words, remedy, is_production=settings.PRODUCTION)
    else:
        yield holds("back-up", words)


def unfinished() -> Iterator[Finding]:
    """No restore was stopped between its database and its files."""
    if (Path(settings.BATON_HOME) / WAITING).exists():
        words = "its files still wait beside their place"
        yield fault("restore", words, "run the same restore again, with --replace")


def archive() -> Iterator[Finding]:
    """Where the server archives its log of changes (for a return to any moment), the last piece went through."""
    is_on, archived, failed, _ = one(ARCHIVE)
    if not is_on:
        yield holds("archive", "not set up: a restore leads to the last back-up, not to any moment")
    elif failed and (archived is None or failed > archived):  # type: ignore[operator]
        yield fault("archive", f"the last try failed at {failed}", "see PostgreSQL's log: archive_command")
    else:
        yield holds("archive", f"last piece at {archived}")
