"""Unique pupil numbers and NHS numbers: checked, masked, and never matched on when the check character is
wrong.
"""

import re
from dataclasses import dataclass

from stdnum.gb import nhs

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Check letters by remainder modulo 23: no I, O or S (govtalk, Unique Pupil Number 2.0)."""

SHOWN = 3
"""How many characters of an identifier a page shows (issue: "masked"; the last three are ours)."""

_UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")


@dataclass(frozen=True)
class Identifier:
    """An identifier as kept: without spaces, `sound` when it may be matched on, else with what is `wrong`
    with it.
    """

    value: str
    sound: bool
    wrong: str = ""


EMPTY = Identifier(value="", sound=False)


def read_upn(text: str) -> Identifier:
    """Read a unique pupil number: a check letter and twelve digits, the last a letter in a temporary one.

    The local authority's number inside is not looked up: lists of them grow old. Source: domain notes (g).
    """
    value = _squeeze(text)
    if not value:
        return EMPTY
    if not _UPN.fullmatch(value) or value[-1] not in UPN_LETTERS + "0123456789":
        return Identifier(value, False, "A UPN is a letter and twelve digits, like B801200005001")
    weighed = sum(place * _upn_worth(sign) for place, sign in enumerate(value[1:], 2))
    if UPN_LETTERS[weighed % len(UPN_LETTERS)] != value[0]:
        return Identifier(value, False, "The first letter of this UPN does not fit its digits")
    return Identifier(value, True)


def read_nhs_number(text: str) -> Identifier:
    """Read an NHS number: ten digits, the last a check digit modulo 11."""
    value = _squeeze(text)
    if not value:
        return EMPTY
    if not re.fullmatch(r"[0-9]{10}", value):
        return Identifier(value, False, "An NHS number has ten digits, like 943 476 5919")
    if not nhs.is_valid(value):
        return Identifier(value, False, "The last digit of this NHS number does not fit the others")
    return Identifier(value, True)


def masked(value: str) -> str:
    """Return an identifier for display: dots, and the last three characters."""
    return "•" * max(len(value) - SHOWN, 0) + value[-SHOWN:] if len(value) > SHOWN else "•" * len(value)


def _squeeze(text: str) -> str:
    return re.sub(r"[\s\-]", "", text).upper()


def _upn_worth(sign: str) -> int:
    return int(sign) if sign.isdigit() else UPN_LETTERS.index(sign)
