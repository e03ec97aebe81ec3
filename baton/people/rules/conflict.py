"""Whom a practitioner may not see: what they declare, how a record is found to be about such a person, who judges it.

Source: architecture rule 6 (nobody opens their own or a relative's record); research ux-security, part 4. Closing too
much is put right by a person within days, opening too much never: so names that sound alike are enough beside the same
birth date, postcode, number or address to write to. A name alone is not: too many people bear it.
"""

from collections.abc import Iterator
from enum import StrEnum

from baton.core.rules.addresses import normal
from baton.people.rules.facts import BarReason
from baton.people.rules.keys import Findable, KeyKind, key, number_of, pairs, phone_digits, squeeze
from baton.people.rules.names import parts
from baton.people.rules.restriction import MAY_UNSEAL

REVIEWS_CONFLICTS = MAY_UNSEAL
"""Who judges what was found; beside them a manager of the practitioner, where they may see the person anyway."""


class Tie(StrEnum):
    """What somebody is to the practitioner who declares them."""

    OWN = "own"
    RELATIVE = "relative"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"


TIE_LABELS = {
    Tie.OWN: "Myself",
    Tie.RELATIVE: "A relative, or somebody I live with",
    Tie.FRIEND: "A close friend",
    Tie.NEIGHBOUR: "A neighbour",
}
TIE_SAID = {
    Tie.OWN: "themselves",
    Tie.RELATIVE: "a relative, or somebody they live with",
    Tie.FRIEND: "a close friend",
    Tie.NEIGHBOUR: "a neighbour",
}


class Ground(StrEnum):
    """What two rows have in common that makes them likely to be one person."""

    BIRTH = "birth"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    RELATED = "related"


GROUND_LABELS = {
    Ground.BIRTH: "Same or like-sounding name, same date of birth",
    Ground.POSTCODE: "Same or like-sounding name, same postcode",
    Ground.PHONE: "Same or like-sounding name, same telephone number",
    Ground.EMAIL: "Same or like-sounding name, same e-mail address",
    Ground.RELATED: "Recorded as related to them",
}


class Verdict(StrEnum):
    """What somebody decided who looked at what was found."""

    CONFIRMED = "confirmed"
    LIFTED = "lifted"


VERDICT_LABELS = {
    Verdict.CONFIRMED: "Keep it closed to them",
    Verdict.LIFTED: "Open it to them again",
}
VERDICT_SAID = {
    Verdict.CONFIRMED: "Kept closed to them",
    Verdict.LIFTED: "Opened to them again",
}
"""What was decided, once it is: the labels ask for it."""

VERDICT_MEANS = {
    Verdict.CONFIRMED: "It is this person, or may be.",
    Verdict.LIFTED: "It is somebody else of the same name, or they have no tie that matters.",
}


def bar_reason(tie: Tie) -> BarReason:
    """Return why a record is closed to somebody who is so tied to a person in it."""
    return BarReason.OWN if tie == Tie.OWN else BarReason.RELATIVE


def marks_of(person: Findable) -> dict[int, Ground]:
    """Return by what somebody is recognised: each number stands for a name together with one thing beside it.

    Two people with a number in common are likely to be the same. The order of names, accents and spelling that
    sounds the same make no difference.
    """
    return dict(_marks(person))


def _marks(person: Findable) -> Iterator[tuple[int, Ground]]:
    for pair in {pair for name in person.names for pair in pairs(parts(name.given), parts(name.family))}:
        yield from ((number_of(f"{ground} {pair} {text}"), ground) for ground, text in _beside(person))


def _beside(person: Findable) -> Iterator[tuple[Ground, str]]:
    if person.born:
        yield Ground.BIRTH, person.born.isoformat()
    yield from ((Ground.POSTCODE, code) for code in filter(None, map(squeeze, person.postcodes)))
    yield from ((Ground.PHONE, digits) for digits in filter(None, map(phone_digits, person.phones)))
    yield from ((Ground.EMAIL, normal(email)) for email in person.emails)


def blocks_of(person: Findable) -> frozenset[int]:
    """Return the values of the keys kept with people (`rules.keys`) of which whoever shares a mark has at least one.

    People are found by these, and then compared by their marks. What only an e-mail address tells has none.
    """
    found: set[int] = set()
    for name in person.names:
        given, family = parts(name.given), parts(name.family)
        if person.born:
            found |= {
                key(KeyKind.SOUNDS_DAY, f"{pair} {person.born:%m-%d}").value for pair in pairs(given, family)
            }
    found |= {
        key(KeyKind.POSTCODE, squeeze(postcode)).value for postcode in person.postcodes if squeeze(postcode)
    }
    return frozenset(
        found | {key(KeyKind.PHONE, digits).value for digits in map(phone_digits, person.phones) if digits}
    )
