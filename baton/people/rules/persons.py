"""What is recorded of a person, and in which fixed codes."""

import re
from datetime import date, timedelta
from enum import StrEnum

from baton.partnership.rules.profile_codes import Ethnicity as Ethnicity
from baton.partnership.rules.profile_codes import Sex as Sex


class FormerNameKind(StrEnum):
    """Why somebody is also known by another name."""

    FORMER = "former"
    MAIDEN = "maiden"
    ALIAS = "alias"


FORMER_NAME_LABELS = {
    FormerNameKind.FORMER: "Former name",
    FormerNameKind.MAIDEN: "Name before marriage",
    FormerNameKind.ALIAS: "Also known as",
}


class ContactKind(StrEnum):
    """The ways in which somebody can be reached."""

    MOBILE = "mobile"
    PHONE = "phone"
    EMAIL = "email"


CONTACT_LABELS = {ContactKind.MOBILE: "Mobile", ContactKind.PHONE: "Telephone", ContactKind.EMAIL: "Email"}

ADULT_AT = 18
"""A child is anyone who has not reached their 18th birthday (Children Act 1989, section 105)."""

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


def years_old(born: date, today: date) -> int:
    """Return the age in whole years. A 29 February birthday is reached on 1 March of other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def tidy_postcode(text: str) -> str:
    """Return a postcode as it is written, `DN1 2AB`; text that is none comes back in capitals, spaces
    squeezed.
    """
    squeezed = re.sub(r"[^A-Za-z0-9]", "", text).upper()
    match = _POSTCODE.fullmatch(squeezed)
    return f"{match[1]} {match[2]}" if match else " ".join(text.upper().split())


LONGEST_EXPECTED = timedelta(days=300)
"""No birth is expected further ahead: a pregnancy is 280 days by date (NHS); the rest is leeway (ours)."""


def wrong_with(
    *,
    named: bool,
    name_known: bool,
    unborn: bool,
    born: date | None,
    expected: date | None,
    died: date | None,
    today: date,
) -> tuple[str, str] | None:
    """Return the field and the words of the first thing that cannot be so, or nothing. Asked of an edit,
    never of an import.
    """
    faults = [
        (not named and name_known and not unborn, "family_name", "Enter a name, or say that it is not known"),
        (
            unborn and born is not None,
            "date_of_birth",
            "An unborn child has no date of birth yet: leave it empty",
        ),
        (
            born is not None and born > today,
            "date_of_birth",
            "The date of birth must be today or in the past",
        ),
        (
            expected is not None and unborn and expected > today + LONGEST_EXPECTED,
            "expected_on",
            "The expected date must be within the next ten months",
        ),
        (
            not unborn and born is None and expected is not None,
            "expected_on",
            "Give an expected date only for an unborn child",
        ),
        (died is not None and died > today, "died_on", "The date of death must be today or in the past"),
        (
            died is not None and born is not None and died < born,
            "died_on",
            "The date of death is before the date of birth",
        ),
        (died is not None and unborn, "died_on", "Record the birth first, then the death"),
    ]
    return next(((field, words) for wrong, field, words in faults if wrong), None)
