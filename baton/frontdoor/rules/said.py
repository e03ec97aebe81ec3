"""Reading what enquirers say: whether the family knows and agrees, and what is written by those who do not know."""

import re
from collections.abc import Mapping

from baton.frontdoor.rules.enquiry import FamilyAgrees, FamilyKnows

AGREE, DISAGREE, UNAWARE = "agree", "disagree", "unaware"
KNOWS_AND_AGREES: Mapping[str, tuple[FamilyKnows, FamilyAgrees]] = {
    AGREE: (FamilyKnows.YES, FamilyAgrees.YES),
    DISAGREE: (FamilyKnows.YES, FamilyAgrees.NO),
    UNAWARE: (FamilyKnows.NO, FamilyAgrees.NOT_ASKED),
    "": (FamilyKnows.NOT_KNOWN, FamilyAgrees.NOT_ASKED),
}

_NOT_KNOWN = frozenset(
    {"not known", "unknown", "dont know", "do not know", "not sure", "na", "none", "no idea", "not yet known"}
)


def known(text: str) -> str:
    """Return `text` without the space around it, or nothing where it says that the writer does not know."""
    plain = re.sub(r"[^a-z ]", "", text.lower().replace("n/a", "na")).strip()
    return "" if plain in _NOT_KNOWN else text.strip()


def is_mobile(number: str) -> bool:
    """Say whether a telephone number is a British mobile's: it begins with 07, or +447."""
    digits = re.sub(r"\D", "", number)
    return digits.startswith(("07", "447", "00447"))
