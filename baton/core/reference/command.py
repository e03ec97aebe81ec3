"""What the commands share that write a page of `docs/reference`."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from baton.core.reference import Page


class WritesPage(BaseCommand):
    """Writes the page that `page` makes, or says whether it is current; `name` is the command's own."""

    page: Callable[[], Page]
    name: str

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--check`."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail where the page is not current"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Write the page; with `--check`, fail where it is not current."""
        page = type(self).page()
        if not check:
            page.write()
        elif not page.is_current():
            raise CommandError(f"{page.path.name} is not current: run ./run manage {self.name}")
