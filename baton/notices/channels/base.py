"""What every way out answers when a message is handed over."""

from typing import Protocol

from baton.notices.models import Message

LONGEST = 300


class NotHandedOver(Exception):
    """A message was not taken, or nobody knows; `because` names no address."""

    def __init__(self, because: str) -> None:
        self.because = because[:LONGEST]
        super().__init__(self.because)


class Refused(NotHandedOver):
    """It was refused for good. `dead_address`: because the address does not work."""

    def __init__(self, because: str, *, dead_address: bool) -> None:
        self.dead_address = dead_address
        super().__init__(because)


class Trouble(NotHandedOver):
    """It was certainly not taken, for a reason that passes."""


class Unclear(NotHandedOver):
    """The line broke while it was handed over: it may have gone."""


class Channel(Protocol):
    """A way out."""

    name: str

    def hand_over(self, message: Message, text: str) -> None:
        """Hand a message over. Raises `Refused`, `Trouble`, `Unclear`."""
        ...
