"""The background worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from baton.core import jobs


class Command(BaseCommand):
    """Run the jobs on the queue."""

    help = "Runs background jobs until it is stopped (SIGINT, SIGTERM); what is running is finished first."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--once`."""
        parser.add_argument("--once", action="store_true", help="stop when the queue is empty")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Run the worker."""
        jobs.run_worker(forever=not once)
