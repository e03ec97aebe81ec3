"""The review register: older cases nobody has looked at for a while (R030, R072, R073)."""

from collections.abc import Mapping
from enum import StrEnum


class ScreenOutcome(StrEnum):
    """What a manager's safeguarding screen found."""

    NO_IMMEDIATE_CONCERN = "no_immediate_concern"
    CONCERN = "concern"


class Disposal(StrEnum):
    """How an entry leaves the register."""

    ALLOCATED = "allocated"
    CLOSED = "closed"
    REFERRED = "referred"


class Step(StrEnum):
    """What can be done with an entry."""

    SCREEN = "screen"
    REFER = "refer"
    ASK_INFORMATION = "ask_information"
    ALLOCATE = "allocate"
    CLOSE = "close"


BEFORE_SCREEN = (Step.SCREEN, Step.REFER)
AFTER_SCREEN: Mapping[ScreenOutcome, tuple[Step, ...]] = {
    ScreenOutcome.NO_IMMEDIATE_CONCERN: (Step.ASK_INFORMATION, Step.ALLOCATE, Step.CLOSE, Step.REFER),
    ScreenOutcome.CONCERN: (Step.REFER, Step.SCREEN, Step.ASK_INFORMATION, Step.ALLOCATE),
}


def steps(*, screened: ScreenOutcome | None, settled: bool) -> tuple[Step, ...]:
    """Return what is offered for an entry, the likeliest first.

    Until a manager has recorded a safeguarding screen only *screen* and *refer* are offered; an entry with a
    concern is not closed from the register; a settled entry offers nothing.
    """
    if settled:
        return ()
    if screened is None:
        return BEFORE_SCREEN
    return AFTER_SCREEN[screened]
