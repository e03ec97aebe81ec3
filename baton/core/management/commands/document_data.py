"""Writes docs/reference/data-dictionary.md."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from baton.core.reference import data


class Command(BaseCommand):
    """Write the page, or say whether it is current."""

    help = "Writes docs/reference/data-dictionary.md from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--check`."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail where the page is not current"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Write the page; with `--check`, fail where it is not current."""
        page = data.page()
        if not check:
            page.write()
        elif not page.is_current():
            raise CommandError(f"{page.path.name} is not current: run ./run manage document_data")
