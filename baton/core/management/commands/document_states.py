"""Writes docs/reference/states.md."""

from baton.core.reference import states
from baton.core.reference.command import WritesPage


class Command(WritesPage):
    """Write the page, or say whether it is current."""

    help = "Writes docs/reference/states.md from the code."
    name = "document_states"
    page = staticmethod(states.page)
