"""Writes docs/reference/asvs.md."""

from baton.core.reference import asvs
from baton.core.reference.command import WritesPage


class Command(WritesPage):
    """Write the page, or say whether it is current."""

    help = "Writes docs/reference/asvs.md from tests/attack/asvs."
    name = "document_asvs"
    page = staticmethod(asvs.page)
