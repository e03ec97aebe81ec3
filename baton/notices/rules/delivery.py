"""How far a message has come, what it can become, and when a failed one is tried again. Pure.

A message is marked as being sent before it is handed over, and as sent afterwards. Where the worker is killed in
between, nobody knows whether it went: it is then never sent a second time by itself, but stands on the list for
somebody to decide. Source: issue "A day's work", part 4.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from baton.core.rules.states import Transitions


class Status(StrEnum):
    """How far a message has come."""

    QUEUED = "queued"
    HELD = "held"
    GATHERED = "gathered"
    UNWANTED = "unwanted"
    WITHHELD = "withheld"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNKNOWN = "unknown"
    FAILED = "failed"
    BOUNCED = "bounced"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Give each status with its words, in the order in which a message passes them."""
        return [(status.value, WORDS[status]) for status in cls]


WORDS: Mapping[Status, str] = {
    Status.QUEUED: "Waiting to be sent",
    Status.HELD: "Waits for the day’s message",
    Status.GATHERED: "In the day’s message",
    Status.UNWANTED: "Not sent: not wanted, or not needed any more",
    Status.WITHHELD: "Not sent: the address does not work",
    Status.SENDING: "Being sent",
    Status.SENT: "Sent",
    Status.DELIVERED: "Delivered",
    Status.UNKNOWN: "Not known whether it went",
    Status.FAILED: "Could not be sent",
    Status.BOUNCED: "Came back",
}

TONES: Mapping[Status, str] = {
    Status.QUEUED: "wait",
    Status.HELD: "wait",
    Status.GATHERED: "good",
    Status.UNWANTED: "quiet",
    Status.WITHHELD: "bad",
    Status.SENDING: "wait",
    Status.SENT: "good",
    Status.DELIVERED: "good",
    Status.UNKNOWN: "soon",
    Status.FAILED: "bad",
    Status.BOUNCED: "bad",
}

LOST = frozenset({Status.WITHHELD, Status.UNKNOWN, Status.FAILED, Status.BOUNCED})
"""It did not arrive, or nobody knows: somebody may try again."""

_REPORTED = frozenset({Status.DELIVERED, Status.FAILED, Status.BOUNCED})

TRANSITIONS: Transitions[Status] = {
    Status.QUEUED: frozenset({Status.SENDING, Status.WITHHELD}),
    Status.HELD: frozenset({Status.GATHERED, Status.UNWANTED}),
    Status.GATHERED: frozenset(),
    Status.UNWANTED: frozenset(),
    Status.WITHHELD: frozenset({Status.QUEUED}),
    Status.SENDING: frozenset({Status.SENT, Status.QUEUED, Status.UNKNOWN}) | _REPORTED,
    Status.SENT: _REPORTED,
    Status.DELIVERED: frozenset({Status.BOUNCED}),
    Status.UNKNOWN: frozenset({Status.SENT, Status.QUEUED}) | _REPORTED,
    Status.FAILED: frozenset({Status.QUEUED, Status.DELIVERED}),
    Status.BOUNCED: frozenset({Status.QUEUED}),
}
"""A report may come before the sending has been noted, twice, or out of turn: what leads nowhere changes nothing."""

BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=8),
)
"""How long to wait after each failed try (ours): a server that restarts, a morning's outage, a night's."""


def may_become(now: Status, then: Status) -> bool:
    """Say whether a message in one status can come into another."""
    return then in TRANSITIONS[now]


def wait_after(tries: int) -> timedelta | None:
    """Return how long to wait after so many failed tries, the first being 1; None where it is given up."""
    return BACK_OFF[tries - 1] if tries <= len(BACK_OFF) else None
