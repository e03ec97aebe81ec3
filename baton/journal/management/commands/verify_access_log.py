"""Says whether the access log is whole."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from baton.journal import chain


def known(text: str) -> chain.Head:
    """Read `ENTRY:DIGEST`, as the command prints it and the worker's log holds it."""
    number, _, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64 or set(digest.lower()) - set("0123456789abcdef"):
        raise ArgumentTypeError("give the number of an entry, a colon, and the 64 letters of its digest")
    return chain.Head(int(number), digest)


class Command(BaseCommand):
    """Check every link, and name the first entry that does not hold."""

    help = "Checks the access log; names the first entry that was changed, removed or added, and ends with 1."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what was noted elsewhere."""
        parser.add_argument(
            "--known",
            type=known,
            action="append",
            default=[],
            metavar="ENTRY:DIGEST",
            help="a digest noted earlier, outside the database: proves that nothing up to there was written anew",
        )

    def handle(self, *args: Any, known: list[chain.Head], **options: Any) -> None:
        """Check, and say what was found."""
        fault = chain.first_fault()
        if fault is None:
            fault = next(
                (chain.Fault(one.entry_id, chain.Wrong.UNKNOWN) for one in known if not chain.proves(one)),
                None,
            )
        if fault:
            raise CommandError(f"The access log does not hold at entry {fault.entry_id}: {fault.wrong}")
        head = chain.head()
        if head.entry_id:
            self.stdout.write(f"The access log holds up to {head.entry_id}:{head.digest}")
        else:
            self.stdout.write("The access log has no links yet: the worker writes them every minute.")
        self.stdout.write(f"{chain.waiting()} entries wait for their link.")
