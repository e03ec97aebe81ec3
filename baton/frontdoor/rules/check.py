"""The checklist of screening: what was asked, and the answers that differ from each other.

"None found", "not covered", "not permitted" and "not known" are four different answers: a blank that
stands for all of them misleads whoever reads it (requirements R060, R061).
"""

from collections.abc import Mapping
from enum import StrEnum


class CheckKind(StrEnum):
    """What the front door looks up about the people an enquiry names."""

    KNOWN = "known"
    TEAM_AROUND = "team_around"
    SOCIAL_CARE = "social_care"


class Answer(StrEnum):
    """What the look-up said."""

    NONE_FOUND = "none_found"
    FOUND = "found"
    NOT_COVERED = "not_covered"
    NOT_PERMITTED = "not_permitted"
    NOT_KNOWN = "not_known"


QUESTION_WORDS: Mapping[CheckKind, str] = {
    CheckKind.KNOWN: "Are they already known?",
    CheckKind.TEAM_AROUND: "Is there a team around them?",
    CheckKind.SOCIAL_CARE: "Are they known to social care?",
}

ANSWER_WORDS: Mapping[Answer, str] = {
    Answer.NONE_FOUND: "None found",
    Answer.FOUND: "Found",
    Answer.NOT_COVERED: "Not covered",
    Answer.NOT_PERMITTED: "Not permitted",
    Answer.NOT_KNOWN: "Not known",
}

ANSWER_HINTS: Mapping[Answer, str] = {
    Answer.NONE_FOUND: "I looked, and nobody was there",
    Answer.FOUND: "I looked, and there is something; the note says what",
    Answer.NOT_COVERED: "The place where I looked does not hold people like these",
    Answer.NOT_PERMITTED: "I may not look, or may not be told",
    Answer.NOT_KNOWN: "Nobody could look, or no answer has come",
}


def missing_checks(answered: frozenset[CheckKind]) -> list[CheckKind]:
    """Return the questions of the checklist that nobody has answered, in their order."""
    return [kind for kind in CheckKind if kind not in answered]


def note_needed(answer: Answer) -> bool:
    """Say whether an answer needs a note: "found" without what was found helps nobody."""
    return answer is Answer.FOUND
