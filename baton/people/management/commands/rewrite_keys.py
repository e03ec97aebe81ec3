"""`manage.py rewrite_keys`: after a change of the rules by which people are found, write their keys anew."""

from typing import Any

from django.core.management.base import BaseCommand

from baton.people.actions import keys


class Command(BaseCommand):
    """Writes the keys that older rules made, a batch at a time, and forgets parts of names that nobody bears."""

    help = (
        "Write the keys of people anew where older rules made them; forget parts of names that nobody bears."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both and say how many. It may be stopped and run again at any time."""
        people = keys.rewrite_old()
        parts = keys.forget_unused_parts()
        self.stdout.write(f"Keys written anew for {people:,} people; {parts:,} parts of names forgotten.")
