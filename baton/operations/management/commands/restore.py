"""Bring the installation back."""

from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.migrations.loader import MigrationLoader

from baton.operations.keeping import bringing_back, making, manifest, programs, sealing
from baton.operations.management.commands.backup import owner_url

PROBLEMS = (
    manifest.NotWhole,
    bringing_back.Refused,
    making.CouldNot,
    sealing.BadKey,
    programs.NoPrograms,
    psycopg.Error,
    OSError,
)


class Command(BaseCommand):
    """Bring a back-up back: all of it or nothing."""

    help = "Brings a back-up back into an empty database; `./run` then migrates it and gives the serving role its rights."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the back-up, its key, and whether what is there may go."""
        parser.add_argument("folder", type=Path, metavar="BACKUP")
        parser.add_argument("--key", type=Path, metavar="FILE", help="the secret key of age that opens it")
        parser.add_argument(
            "--replace", action="store_true", help="throw away what database and folders hold now"
        )

    def handle(self, *args: Any, folder: Path, key: Path | None, replace: bool, **options: Any) -> None:
        """Bring it back and say what came back and how long it took."""
        try:
            done = bringing_back.bring_back(
                folder.resolve(),
                owner=owner_url(),
                home=Path(settings.BATON_HOME),
                key=key,
                known={f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations},
                replace=replace,
            )
        except PROBLEMS as problem:
            raise CommandError(f"Nothing was brought back: {problem}") from problem
        self._tell(done)

    def _tell(self, done: bringing_back.BroughtBack) -> None:
        held = done.manifest.contents
        self.stdout.write(f"Brought back the back-up of {manifest.day(done.manifest)}.")
        self.stdout.write(
            f"{held.rows:,} rows of {len(held.tables)} tables, each row compared: {held.rows_of('journal_event'):,} "
            f"journal events, {held.rows_of('history'):,} versions of rows, "
            f"{held.rows_of('journal_accessentry'):,} looks; {held.objects['triggers']} triggers awake; "
            f"{done.manifest.files:,} files; {done.documents.words}."
        )
        for digest in (*done.documents.missing, *done.documents.changed):
            self.stderr.write(
                f"amiss already when the back-up was made: uploads/documents/{digest[:2]}/{digest}"
            )
        self.stdout.write(
            f"Checking {done.checking:.1f} s, files {done.files:.1f} s, database with comparison {done.database:.1f} s."
        )
