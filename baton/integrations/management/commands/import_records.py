"""`import_records DIR [--source NAME] [--check] [--rejects DIR] [--json]`: bring in records of an older system."""

import json
import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from baton.core import installation
from baton.core.bulk import without_collector
from baton.integrations.actions import folder, importing
from baton.integrations.actions.importing import Imported
from baton.integrations.progress import progress
from baton.integrations.rules.legacy.tally import as_json

SOURCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,29}")


class Command(BaseCommand):
    """Exit 0 when everything was imported (or, with --check, could be), 1 on a fault, 2 when called wrongly."""

    help = (
        "Imports the CSV files of a folder: people.csv and, where there are such, enquiries, cases, consents, "
        "assessments, meetings, actions, readings, transfers, audits and training. A fault means that nothing "
        "is imported, unless --rejects says where to write the families that stay out. "
        "The database is marked as holding real people."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, the name of the older system, and what to do."""
        parser.add_argument("dir", type=Path, metavar="DIR", help="the folder that holds the files")
        parser.add_argument(
            "--source",
            default="legacy",
            metavar="NAME",
            help="the older system; ids count within it (legacy)",
        )
        parser.add_argument("--check", action="store_true", help="read everything, write nothing")
        parser.add_argument(
            "--rejects", type=Path, metavar="DIR", help="import the sound families, write the others here"
        )
        parser.add_argument("--json", action="store_true", help="print counts by file as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do as `help` says."""
        self._refuse(options)
        try:
            contents = folder.read(options["dir"])
            if options["rejects"] and not options["check"]:
                folder.prepare(options["rejects"])
        except folder.NoFolder as wrong:
            raise CommandError(str(wrong), returncode=2) from None
        for name in folder.others(options["dir"]):
            self.stderr.write(f"{name} is none of the files that are imported, and was not read.")
        imported = self._run(contents, options)
        self._report(imported, as_json_only=options["json"])
        if imported.checked.faults:
            sys.exit(1)

    def _refuse(self, options: dict[str, Any]) -> None:
        if not SOURCE.fullmatch(options["source"]):
            raise CommandError(
                "--source takes up to 30 letters, digits, dots, hyphens and underscores.", returncode=2
            )
        if options["rejects"] and folder.same(options["rejects"], options["dir"]):
            raise CommandError(
                "--rejects must name another folder than the one that is imported.", returncode=2
            )
        if options["check"]:
            return
        if installation.kind() == installation.Kind.DEMONSTRATION:
            raise CommandError(
                "This database holds a demonstration: real records do not belong in it. "
                "Set BATON_HOME, or DATABASE_URL, to another one.",
                returncode=2,
            )

    def _run(self, contents: dict[str, bytes], options: dict[str, Any]) -> Imported:
        at = timezone.now()
        with progress(sys.stderr) as step, without_collector():
            imported = importing.prepare(contents, source=options["source"], at=at, step=step)
            if options["check"] or (imported.checked.faults and not options["rejects"]):
                return imported
            importing.write(imported, at=at, step=step)
        if options["rejects"]:
            folder.write_rest(options["rejects"], imported.checked, imported.rest)
        return imported

    def _report(self, imported: Imported, *, as_json_only: bool) -> None:
        lines = self.stderr if as_json_only else self.stdout
        for note in imported.checked.notes:
            lines.write(str(note))
        tallies = imported.tallies()
        if as_json_only:
            self.stdout.write(json.dumps(as_json(tallies), indent=2))
            return
        for file, tally in tallies.items():
            if tally.read:
                self.stdout.write(tally.as_line(file))
