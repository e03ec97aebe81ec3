"""Handing enquiries on, many at once: what was looked at on the preview is what is done, or nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Refusal(StrEnum):
    """Why one enquiry of many stays where it is."""

    CHANGED = "changed"
    NOT_WAITING = "not_waiting"
    NOT_YOURS = "not_yours"
    THEY_MAY_NOT = "they_may_not"


REFUSAL_WORDS: Mapping[Refusal, str] = {
    Refusal.CHANGED: "Somebody changed it after you looked. Look again.",
    Refusal.NOT_WAITING: "It needs no decision any more.",
    Refusal.NOT_YOURS: "It is not yours to hand on.",
    Refusal.THEY_MAY_NOT: "They may not see this family. Choose somebody else.",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What an enquiry looked like on the preview: who held it, and its version."""

    holder: UUID | None
    version: int

    def __str__(self) -> str:
        return f"{self.holder or ''}:{self.version}"

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        """Return the mark that a page carried along, nothing where it is none."""
        holder, _, version = text.partition(":")
        try:
            return cls(UUID(holder) if holder else None, int(version))
        except ValueError:
            return None


def refusal(*, seen: Mark | None, now: Mark, waiting: bool, may_hand: bool, they_may: bool) -> Refusal | None:
    """Return why an enquiry cannot be handed on, None where it can."""
    if not waiting:
        return Refusal.NOT_WAITING
    if seen != now:
        return Refusal.CHANGED
    if not may_hand:
        return Refusal.NOT_YOURS
    return None if they_may else Refusal.THEY_MAY_NOT
