"""Takes a mail that came back: `receive_bounce < mail`, as a mail server hands it over."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from baton.core import dates
from baton.notices.actions.bounce import UnknownReport, take_report
from baton.notices.rules.bounce import NotAReport

MOST = 10 * 1024 * 1024
"""Bytes of a mail that are read: a report holds at most the message it is about."""


class Command(BaseCommand):
    """Notes what a delivery report says of a message."""

    help = (
        "Reads a mail that came back from standard input, and notes what it says of the message it is about."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Note it. What is no report, or about no message of ours, changes nothing and is no fault: people answer too."""
        try:
            message = take_report(sys.stdin.buffer.read(MOST), dates.now())
        except (NotAReport, UnknownReport) as refused:
            self.stdout.write(str(refused))
        else:
            self.stdout.write(f"{message.pk}: {message.get_status_display()}")
