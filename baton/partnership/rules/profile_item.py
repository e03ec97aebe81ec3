"""What every part of a profile is made of: texts, codes and numbers with their checks, and the coded item."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Annotated

from baton.partnership.rules.profile_reading import Check


def matches(pattern: str, wrong: str) -> Check:
    """Return a check that the whole text fits `pattern`."""
    return Check(lambda text: re.fullmatch(pattern, text) is not None, wrong)


Text = Annotated[str, Check(lambda text: bool(text.strip()), "is empty: write the words")]
Code = Annotated[
    str,
    matches(
        r"[A-Za-z0-9][A-Za-z0-9_]{0,39}", "is not a code: use letters, digits and underscores, at most 40"
    ),
]
Label = Annotated[
    Text, Check(lambda text: len(text) <= 120, "is too long: use at most 120 characters, the rest as hint")
]
Version = Annotated[Text, Check(lambda text: len(text) <= 40, "is too long: use at most 40 characters")]
Colour = Annotated[str, matches(r"#[0-9a-fA-F]{6}", "is not a colour: write it like #1d70b8")]
Telephone = Annotated[
    str, matches(r"(\+?[0-9][0-9 ]{1,18}[0-9])?", "is not a telephone number: digits and spaces, or empty")
]
Email = Annotated[
    str, matches(r"([^@\s]+@[^@\s]+\.[^@\s.]+)?", "is not an e-mail address: correct it, or leave it empty")
]
Number = Annotated[int, Check(lambda number: number >= 1, "is not above 0: write a number of 1 or more")]
Clock = Annotated[int | None, Check(lambda number: number >= 1, "is not above 0: write a number, or “unset”")]
Hours = Annotated[
    tuple[time, ...],
    Check(
        lambda hours: not hours or (len(hours) == 2 and hours[0] < hours[1]),
        "is not [from, to]: or [] when closed",
    ),
]
AnnexA = Annotated[
    str,
    matches(
        r"1[A-D]|2[AB]|3[A-F]|4|5[A-D]|6|7|8|9|10",
        "is not a contact source: use 1A to 10 of the national lists",
    ),
]
AtLevels = Annotated[
    tuple[int, ...],
    Check(lambda levels: set(levels) <= {1, 2, 3, 4}, "names a level outside 1 to 4: correct it"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A code with its words. An item no longer offered stays readable in old records."""

    code: Code
    label: Label
    hint: str = ""
    family_label: str = ""
    offered: bool = True

    @property
    def to_family(self) -> str:
        """The words a family reads."""
        return self.family_label or self.label
