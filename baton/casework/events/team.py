"""Deeds about the team around the family."""

from baton.journal.events import EventKind
from baton.people import telling

MEMBER_JOINED = "casework.member_joined"
MEMBER_LEFT = "casework.member_left"

_WORDS = {
    MEMBER_JOINED: "New in the team around the family",
    MEMBER_LEFT: "No longer in the team around the family",
}

KINDS = [EventKind(kind, words, "team", tells=telling.who) for kind, words in _WORDS.items()]
