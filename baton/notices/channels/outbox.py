"""Texts where no service sends them: files in the outbox, as e-mails are there. For demonstrations and development."""

from pathlib import Path

from django.conf import settings

from baton.notices.channels.base import Refused
from baton.notices.models import Message

NOBODYS = "7700900"
"""Numbers 07700 900000 to 900999 are kept for stories and tests (Ofcom): any other might be somebody’s."""


class Outbox:
    """Writes each text into a file of its own."""

    name = "outbox"

    def hand_over(self, message: Message, text: str) -> None:
        """Write the text. Raises `Refused` for a number that might be somebody's: no real one is written to."""
        if NOBODYS not in message.to_phone:
            raise Refused("Only numbers kept for tests are written to here", dead_address=True)
        folder = Path(settings.BATON_HOME) / "outbox"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{message.pk}.text"
        file.write_text(f"To: {message.to_phone}\n\n{text}\n", encoding="utf-8")
