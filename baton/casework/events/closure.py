"""Deeds that close a case and open it again."""

from baton.journal.events import EventKind, Weight
from baton.people.telling import Data, Speech

CLOSED = "casework.case_closed"
REOPENED = "casework.case_reopened"

_WORDS = {CLOSED: "Case closed", REOPENED: "Case opened again"}


def _reason(data: Data, speech: Speech) -> str:
    return speech.profile.closure_reasons.label(str(data["reason"])) if data.get("reason") else ""


KINDS = [EventKind(kind, words, "case", Weight.DEED, _reason) for kind, words in _WORDS.items()]
