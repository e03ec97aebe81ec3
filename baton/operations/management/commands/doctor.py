"""Is this installation sound?"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from baton.operations import checks
from baton.operations.checks.finding import State


class Command(BaseCommand):
    """Look at everything an installation needs."""

    help = "Says of all that an installation needs how it stands, and what to do; ends with 1 where something fails."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--json`."""
        parser.add_argument("--json", action="store_true", dest="as_json", help="for a machine to read")

    def handle(self, *args: Any, as_json: bool, **options: Any) -> None:
        """Print a line for each finding; nothing is changed."""
        found = []
        for finding in checks.findings():
            found.append(finding)
            if not as_json:
                self.stdout.write(finding.as_line())
        if as_json:
            self.stdout.write(json.dumps([finding.as_json() for finding in found], indent=2))
        faults = sum(finding.state == State.FAULT for finding in found)
        if not as_json:
            self.stdout.write(
                f"{faults} of {len(found)} do not hold." if faults else "Everything needed holds."
            )
        if faults:
            sys.exit(1)
