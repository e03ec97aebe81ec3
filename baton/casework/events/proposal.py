"""Deeds about proposals: somebody is asked to lead, and answers."""

from baton.casework.events.case import CASE
from baton.journal.events import EventKind, Weight
from baton.people import telling

PROPOSED = "casework.lead_proposed"
ACCEPTED = "casework.proposal_accepted"
REFUSED = "casework.proposal_refused"
LAPSED = "casework.proposal_lapsed"
WITHDRAWN = "casework.proposal_withdrawn"

_WORDS = {
    PROPOSED: "Somebody was asked to lead the case",
    ACCEPTED: "Who was asked to lead has accepted",
    REFUSED: "Who was asked to lead could not",
    LAPSED: "Who was asked to lead did not answer in time",
    WITHDRAWN: "The question who leads was called back",
}

KINDS = [EventKind(kind, words, CASE, Weight.DEED, telling.who) for kind, words in _WORDS.items()]
