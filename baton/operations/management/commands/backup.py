"""Keep the installation."""

import os
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from baton.operations.keeping import making, manifest, programs, remembered, sealing


def owner_url() -> str:
    """Return the owner's address of the database; `CommandError` where the surroundings do not name it."""
    if url := os.environ.get("DATABASE_OWNER_URL"):
        return url
    raise CommandError(
        "DATABASE_OWNER_URL is not set: back-ups are made and brought back by the owner", returncode=2
    )


class Command(BaseCommand):
    """Make a whole back-up: database, files, and the list that proves both."""

    help = "Makes a back-up of database and files in a folder of its own below FOLDER."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder and the keys."""
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--seal-for", type=Path, metavar="FILE", help="public keys of age, one a line")

    def handle(self, *args: Any, folder: Path, seal_for: Path | None, **options: Any) -> None:
        """Make it, say what it holds, and remember when."""
        begun, at = perf_counter(), timezone.now()
        try:
            made = making.make(
                folder.resolve(),
                owner=owner_url(),
                home=Path(settings.BATON_HOME),
                profile=settings.BATON_PROFILE,
                seal_for=seal_for,
                at=at,
            )
        except (making.CouldNot, sealing.BadKey, programs.NoPrograms, psycopg.Error, OSError) as problem:
            raise CommandError(f"No back-up was made: {problem}") from problem
        remembered.remember(made.name, at=at)
        found = manifest.read(made)
        size = sum(part.size for part in found.parts.values()) / 1024**2
        self.stdout.write(
            f"{made}: {found.contents.rows:,} rows of {len(found.contents.tables)} tables, {found.files:,} files, "
            f"{size:,.1f} MB{', sealed' if found.is_sealed else ''}, in {perf_counter() - begun:.1f} s"
        )
