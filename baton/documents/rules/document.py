"""Who may see a document, how it stands, and by which name it leaves."""

import re
from enum import StrEnum


class Audience(StrEnum):
    """Who may see a document, of those who may see the record it belongs to: never more."""

    RECORD = "record"
    """All of them: the team around the family, the front door, their managers."""

    ORGANISATION = "organisation"
    """Colleagues in the organisation of whoever added it: the council's own, the school's own."""

    NAMED = "named"
    """Those named."""


AUDIENCE_WORDS = {
    Audience.RECORD: "Everybody who may see this record",
    Audience.ORGANISATION: "Colleagues in one organisation",
    Audience.NAMED: "The people named",
}


class State(StrEnum):
    """What the virus scanner has said of a document."""

    CLEAN = "clean"
    UNSCANNED = "unscanned"
    QUARANTINED = "quarantined"
    INFECTED = "infected"


OPENS = frozenset({State.CLEAN, State.UNSCANNED})
"""States in which a document is given out. `unscanned` is one because the installation chose to have no scanner."""

CLOSED_TAGS = {
    State.QUARANTINED: "Waits for the virus scanner",
    State.INFECTED: "Holds a virus",
}

CLOSED_WORDS = {
    State.QUARANTINED: "This document waits for the virus scanner. It can be opened once it was found clean.",
    State.INFECTED: "The virus scanner found a virus in this document. Its file was thrown away.",
}

LONGEST_NAME = 80
"""Letters of a file's name that leaves here (ours): systems cut names at 255 bytes."""

UNSAFE = re.compile(r"[^\w ()&+,'’-]+")
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def file_name(title: str, ending: str) -> str:
    """Return the name under which a document is saved: its title, with nothing in it that is a path, a device or an
    ending; the ending is that of its content.
    """
    words = " ".join(UNSAFE.sub(" ", title).split())[:LONGEST_NAME].strip(" -'’,")
    return f"{'document' if not words or RESERVED.match(words) else words}.{ending}"


def size_words(size: int) -> str:
    """Return a file's size for people: `340 KB`, `2.4 MB`."""
    if size < 1000 * 1000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1000 / 1000:.1f} MB"
