"""How far a message has come."""

from enum import StrEnum


class Status(StrEnum):
    """How far a message has come."""

    QUEUED = "queued"
    HELD = "held"
    GATHERED = "gathered"
    UNWANTED = "unwanted"
    SENT = "sent"
    FAILED = "failed"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Give each status with its words, in the order in which a message passes them."""
        return [(status.value, WORDS[status]) for status in cls]


WORDS: dict[Status, str] = {
    Status.QUEUED: "Waiting to be sent",
    Status.HELD: "Waits for the day’s message",
    Status.GATHERED: "In the day’s message",
    Status.UNWANTED: "Switched off by them",
    Status.SENT: "Sent",
    Status.FAILED: "Could not be sent",
}
