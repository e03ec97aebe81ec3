"""Writes docs/reference/data-dictionary.md."""

from baton.core.reference import data
from baton.core.reference.command import WritesPage


class Command(WritesPage):
    """Write the page, or say whether it is current."""

    help = "Writes docs/reference/data-dictionary.md from the code."
    name = "document_data"
    page = staticmethod(data.page)
