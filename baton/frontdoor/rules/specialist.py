"""Specialists in the front door's queue: what they may answer, and how it is said. Source: requirements R016, R071."""

from collections.abc import Mapping
from enum import StrEnum

from baton.frontdoor.rules.information import Standing


class SpecialistOutcome(StrEnum):
    """What a specialist says about an enquiry."""

    TAKE_ON = "take_on"
    ADVICE = "advice"
    NOT_FOR_US = "not_for_us"
    RETURNED = "returned"


OUTCOME_WORDS: Mapping[SpecialistOutcome, str] = {
    SpecialistOutcome.TAKE_ON: "We will take this on",
    SpecialistOutcome.ADVICE: "Others can help: our advice is below",
    SpecialistOutcome.NOT_FOR_US: "This does not need a specialist",
    SpecialistOutcome.RETURNED: "We cannot say: returned",
}
OUTCOME_HINTS: Mapping[SpecialistOutcome, str] = {
    SpecialistOutcome.TAKE_ON: "Say what you will do, and by when.",
    SpecialistOutcome.ADVICE: "Say what would help, and who could do it.",
    SpecialistOutcome.NOT_FOR_US: "Say why, so that the front door can tell the enquirer.",
    SpecialistOutcome.RETURNED: "Say what you need to know first. The front door may ask you again.",
}
JOINT_WORDS: Mapping[SpecialistOutcome, str] = {
    SpecialistOutcome.TAKE_ON: "Will take it on",
    SpecialistOutcome.ADVICE: "Advises",
    SpecialistOutcome.NOT_FOR_US: "No specialist needed",
    SpecialistOutcome.RETURNED: "Returned",
}
TONES: Mapping[SpecialistOutcome, str] = {
    SpecialistOutcome.TAKE_ON: "good",
    SpecialistOutcome.ADVICE: "good",
    SpecialistOutcome.NOT_FOR_US: "quiet",
    SpecialistOutcome.RETURNED: "soon",
}

STANDING_WORDS: Mapping[Standing, str] = {
    Standing.WAITING: "Not answered yet",
    Standing.LATE: "Late: ring them",
    Standing.CLOSED: "Asked, never answered",
}

SCREENED = frozenset(SpecialistOutcome) - {SpecialistOutcome.RETURNED}
"""The outcomes with which an enquiry counts as screened by specialists; one that came back was not."""
