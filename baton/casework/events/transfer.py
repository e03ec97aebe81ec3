"""Deeds about transfers."""

from baton.casework.rules.transfer import DIRECTION_LABELS
from baton.journal.events import EventKind, Weight
from baton.people.telling import Data, Speech, joined, labelled

TRANSFER_REQUESTED = "casework.transfer_requested"
TRANSFER_ACCEPTED = "casework.transfer_accepted"
TRANSFER_DECLINED = "casework.transfer_declined"
TRANSFER_CANCELLED = "casework.transfer_cancelled"
TRANSFER_ARRIVED = "casework.transfer_arrived"
ANSWER_READ = "casework.transfer_answer_read"

_WORDS = {
    TRANSFER_REQUESTED: "Somebody else was asked to take over",
    TRANSFER_ACCEPTED: "The transfer was accepted",
    TRANSFER_DECLINED: "The transfer was declined",
    TRANSFER_CANCELLED: "The transfer was called back",
    TRANSFER_ARRIVED: "The family came by transfer",
    ANSWER_READ: "The answer to the transfer was read",
}


def _whither(data: Data, speech: Speech) -> str:
    direction = labelled(DIRECTION_LABELS, data.get("direction"))
    return joined([direction, speech.named(data, "to_practitioner", "to_organisation")])


KINDS = [EventKind(kind, words, "transfers", Weight.DEED, _whither) for kind, words in _WORDS.items()]
