"""Reading postcodes, and finding the locality a postcode lies in."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from baton.partnership.rules.profile_partners import Postcodes

WHOLE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})")
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")


class Known(StrEnum):
    """How much of a postcode is known: all of it, its first half, or nothing."""

    POSTCODE = "postcode"
    OUTCODE = "outcode"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode taken apart. `incode` is empty where only the first half was given."""

    outcode: str
    incode: str = ""

    def __str__(self) -> str:
        return f"{self.outcode} {self.incode}".rstrip()

    @property
    def sector(self) -> str:
        """The outcode and the first digit after it, like "DN6 7"; empty where only the outcode is there."""
        return f"{self.outcode} {self.incode[0]}" if self.incode else ""


def read_postcode(text: str) -> Postcode | None:
    """Return the postcode in `text`, whatever its spaces and case; None when it does not look like one."""
    letters = re.sub(r"[^0-9A-Z]", "", text.upper())
    if whole := WHOLE.fullmatch(letters):
        return Postcode(*whole.groups())
    return Postcode(letters) if OUTCODE.fullmatch(letters) else None


def locality_of(
    postcode: Postcode, places: Postcodes, authority: str | None, ours: Collection[str]
) -> str | None:
    """Return the code of the locality a postcode lies in, or None.

    `authority` is the council area it is known to lie in, or None where that is not known; a place outside `ours` has no
    locality here, even where the border cuts through an outcode. The sector decides before the outcode.
    """
    if authority is not None and authority not in ours:
        return None
    outcode = places.outcodes.get(postcode.outcode)
    return places.sectors.get(postcode.sector) or (outcode.locality if outcode else "") or None
