"""The deeds of an enquiry under one name, for the apps above."""

from baton.frontdoor.actions.board import pause, place, resume, set_urgency
from baton.frontdoor.actions.claim import claim, release
from baton.frontdoor.actions.decision import take_up
from baton.frontdoor.actions.exclusion import mark_duplicate, reopen, withdraw
from baton.frontdoor.actions.linking import link_family
from baton.frontdoor.actions.receipt import receive

__all__ = [
    "claim",
    "link_family",
    "mark_duplicate",
    "pause",
    "place",
    "receive",
    "release",
    "reopen",
    "resume",
    "set_urgency",
    "take_up",
    "withdraw",
]
