"""What somebody typed into the search for people, taken apart: names, a date of birth, a postcode, an
identifier.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from baton.people.rules.identifiers import Identifier, read_nhs_number, read_upn
from baton.people.rules.keys import phone_digits, squeeze
from baton.people.rules.names import fold, parts
from baton.people.rules.persons import tidy_postcode

MOST_PARTS = 6
"""More words than these make no search of a person better (ours)."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_BRITISH = re.compile(r"\b(?P<day>\d{1,2})[ ./\-](?P<month>\d{1,2})[ ./\-](?P<year>\d{4}|\d{2})\b")
_WORDED = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>" + "|".join(_MONTHS) + r")[a-z]* (?P<year>\d{4})\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\bF-([0-9A-Z]{6})\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b", re.IGNORECASE)
_UPN = re.compile(r"\b[A-Z][0-9]{11}[0-9A-Z]\b", re.IGNORECASE)
_NHS = re.compile(r"\b[0-9]{3}[ \-]?[0-9]{3}[ \-]?[0-9]{4}\b")
_PHONE = re.compile(r"(?<![0-9])(?:\+44|0)[0-9 ]{9,13}[0-9]\b")


@dataclass(frozen=True)
class Asked:
    """What is looked for. Identifiers are there only where their check character is right."""

    name_parts: tuple[str, ...] = ()
    born: date | None = None
    postcode: str = ""
    upn: str = ""
    nhs_number: str = ""
    phone: str = ""
    reference: str = ""

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to look for."""
        return self == Asked()


def read(text: str, *, born: date | None = None, postcode: str = "", today: date) -> Asked:
    """Take a search apart. What stands in fields of its own (`born`, `postcode`) goes before what the text
    holds.
    """
    rest, found = text, {}
    for what, pattern in (("reference", _REFERENCE), ("upn", _UPN), ("nhs_number", _NHS), ("phone", _PHONE)):
        match = next((hit for hit in pattern.finditer(rest) if _value(what, hit[0])), None)
        if match:
            found[what] = _value(what, match[0])
            rest = rest.replace(match[0], " ", 1)
    rest, typed_born = _take_date(rest, today)
    match = _POSTCODE.search(rest)
    rest = rest.replace(match[0], " ", 1) if match else rest
    words = tuple(part for part in parts(rest) if not any(sign.isdigit() for sign in part))
    return Asked(
        name_parts=words[:MOST_PARTS],
        born=born or typed_born,
        postcode=squeeze(tidy_postcode(postcode) or (match[0] if match else "")),
        **found,
    )


def _value(what: str, text: str) -> str:
    """Return what was found in the form in which it is kept; empty where it is not what it looked like."""
    if what == "upn":
        return _sound(read_upn(text))
    if what == "nhs_number":
        return _sound(read_nhs_number(text))
    return phone_digits(text) if what == "phone" else text.upper()


def _sound(identifier: Identifier) -> str:
    return identifier.value if identifier.sound else ""


def _take_date(text: str, today: date) -> tuple[str, date | None]:
    for pattern in (_ISO, _BRITISH, _WORDED):
        for match in pattern.finditer(text):
            found = _date(match, today)
            if found:
                return text.replace(match[0], " ", 1), found
    return text, None


def _date(match: re.Match[str], today: date) -> date | None:
    month, year = match["month"], int(match["year"])
    number = int(month) if month.isdigit() else _MONTHS.index(fold(month)[:3]) + 1
    if year < 100:
        year += 2000 if year + 2000 <= today.year else 1900
    try:
        return date(year, number, int(match["day"]))
    except ValueError:
        return None


def dates_near(born: date) -> Iterator[date]:
    """Yield the date with day and month swapped where that is another date: the commonest slip in a date of
    birth.
    """
    if born.day <= 12 and born.day != born.month:
        yield date(born.year, born.day, born.month)
