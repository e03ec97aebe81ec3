"""The kinds of notice, and how somebody may choose to get each.

What is about safety comes at once and cannot be switched off; what others wait for can be gathered, not switched off.
Source: issue "A day's work", part 4; requirements R064 (an enquirer is told), so a decision is never switched off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How somebody gets notices of a kind."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NEVER = "never"


WAY_WORDS: Mapping[Way, str] = {
    Way.AT_ONCE: "At once",
    Way.DIGEST: "In one message a day",
    Way.NEVER: "Not at all",
}


class Kind(StrEnum):
    """What a notice is about."""

    SAFETY = "safety"
    ASKED = "asked"
    WORK = "work"
    DECIDED = "decided"
    NEWS = "news"
    LATE = "late"
    DIGEST = "digest"
    """The day's message itself: nobody chooses about it, it goes where something was gathered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The words of a kind, the ways that are offered, and the one that holds until somebody chooses."""

    words: str
    hint: str
    ways: tuple[Way, ...]
    usual: Way = Way.AT_ONCE


OFFERS: Mapping[Kind, Offer] = {
    Kind.ASKED: Offer(
        "You are asked something",
        "Whether you can lead a case, what you know about a family. Others wait for your answer.",
        (Way.AT_ONCE, Way.DIGEST),
    ),
    Kind.WORK: Offer(
        "Work comes to you",
        "Enquiries are handed to you, an agency has answered, somebody else has to be asked. It is in “My work” too.",
        (Way.AT_ONCE, Way.DIGEST, Way.NEVER),
    ),
    Kind.DECIDED: Offer(
        "Your enquiry was decided",
        "What was decided on an enquiry you made.",
        (Way.AT_ONCE, Way.DIGEST),
    ),
    Kind.NEWS: Offer(
        "Your enquiry is being looked at",
        "How an enquiry you made goes on, before it is decided.",
        (Way.AT_ONCE, Way.DIGEST, Way.NEVER),
        Way.DIGEST,
    ),
    Kind.LATE: Offer(
        "Your work is late",
        "How much is late on the lists you look after, without any name. It stands in the one message a day.",
        (Way.DIGEST, Way.NEVER),
        Way.DIGEST,
    ),
}
"""The kinds about which one chooses."""

SAFETY_WORDS = "About safety"
SAFETY_HINT = "A restricted record was opened in an emergency. It comes at once, by day and by night."


def way_of(kind: Kind, chosen: Mapping[str, str]) -> Way:
    """Return how somebody gets notices of a kind, by what they chose; a choice that is not offered does not count."""
    offer = OFFERS.get(kind)
    if offer is None:
        return Way.AT_ONCE
    way = chosen.get(kind, offer.usual)
    return Way(way) if way in offer.ways else offer.usual
