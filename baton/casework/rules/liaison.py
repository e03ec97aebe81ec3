"""The daily liaison between the front door and social care: what went up, what came down, what waits (R070)."""

from collections.abc import Mapping
from enum import StrEnum


class Heading(StrEnum):
    """Under which heading something is talked through."""

    WAITING = "waiting"
    UP = "up"
    DOWN = "down"


HEADING_WORDS: Mapping[Heading, str] = {
    Heading.WAITING: "Waits for an answer",
    Heading.UP: "Went up to social care",
    Heading.DOWN: "Came down from social care",
}

NOTHING_WORDS: Mapping[Heading, str] = {
    Heading.WAITING: "Nothing waits for an answer.",
    Heading.UP: "Nothing went up on this day.",
    Heading.DOWN: "Nothing came down on this day.",
}


def heading(*, goes_up: bool, waits: bool) -> Heading:
    """Return where something stands: what waits stands first, on whatever day it was asked, so that none is forgotten."""
    if waits:
        return Heading.WAITING
    return Heading.UP if goes_up else Heading.DOWN
