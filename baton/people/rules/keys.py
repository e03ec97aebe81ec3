"""The keys under which a person is found: by a search, and by matching.

A key is a number made of a kind and a text, so that one narrow index answers every question. Keys are
written with the person, for every past name and address, and again when the rules change (`VERSION`). A
confidential address or number makes no key: a postcode typed into a search must not find who hides there.
Kinds 11 to 18 are the blocking keys of `research/linkage.md` §4 and serve matching.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b
from itertools import product

from baton.people.rules.names import parts
from baton.people.rules.sounds import sound

VERSION = 1
"""Raise it when a rule here, in `names` or in `sounds` changes: `manage.py rewrite_keys` then writes every
older key anew.
"""


SHORTEST_PHONE = 10
"""British numbers have ten or eleven digits with their leading 0 (Ofcom's National Telephone Numbering
Plan).
"""


class KeyKind(IntEnum):
    """What a key is made of. 1 to 9 are asked for by a search, 11 and above by matching."""

    NAME = 1
    SOUND = 2
    BIRTH = 3
    POSTCODE = 4
    UPN = 5
    NHS = 6
    PHONE = 7
    SOUNDS_YEAR = 11
    SOUNDS_DAY = 12
    FAMILY_SOUND_MONTH = 13
    GIVEN_SOUND_MONTH = 14
    POSTCODE_INITIAL = 15
    POSTCODE_FAMILY_SOUND = 16
    SOUNDS_OUTCODE = 17
    BIRTH_INITIALS = 18


@dataclass(frozen=True, order=True)
class Key:
    """One key: its kind and its number."""

    kind: KeyKind
    value: int


@dataclass(frozen=True)
class Name:
    """A name somebody bears or bore."""

    given: str = ""
    family: str = ""


@dataclass(frozen=True)
class Findable:
    """Whatever a person can be found by. Identifiers are given only where their check character is right."""

    names: tuple[Name, ...] = ()
    born: date | None = None
    postcodes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    upn: str = ""
    nhs_number: str = ""


@lru_cache(maxsize=262144)
def key(kind: KeyKind, text: str) -> Key:
    """Return the key of a kind and a text."""
    return Key(kind, number_of(f"{kind.value}:{text}"))


def number_of(text: str) -> int:
    """Return a signed number of 64 bits that stands for a text, in an index narrower than the text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def squeeze(postcode: str) -> str:
    """Return a postcode as it stands in a key: capitals and digits alone."""
    return "".join(sign for sign in postcode.upper() if sign.isalnum())


def phone_digits(text: str) -> str:
    """Return a telephone number as it stands in a key: digits alone, +44 read as 0; too few digits make
    none.
    """
    digits = "".join(sign for sign in text if sign.isdigit())
    if text.strip().startswith("+44"):
        digits = "0" + digits[2:]
    return digits if len(digits) >= SHORTEST_PHONE else ""


def keys_of(person: Findable) -> frozenset[Key]:
    """Return every key of a person; the order of names, accents, capitals and repeats make no difference."""
    return frozenset([*_search_keys(person), *_blocking_keys(person)])


def _search_keys(person: Findable) -> Iterator[Key]:
    for part in parts(*(text for name in person.names for text in (name.given, name.family))):
        yield key(KeyKind.NAME, part)
        yield key(KeyKind.SOUND, sound(part))
    if person.born:
        yield key(KeyKind.BIRTH, person.born.isoformat())
    yield from (
        key(KeyKind.POSTCODE, squeeze(postcode)) for postcode in person.postcodes if squeeze(postcode)
    )
    yield from (key(KeyKind.PHONE, digits) for digits in map(phone_digits, person.phones) if digits)
    if person.upn:
        yield key(KeyKind.UPN, person.upn)
    if person.nhs_number:
        yield key(KeyKind.NHS, person.nhs_number)


def _blocking_keys(person: Findable) -> Iterator[Key]:
    for name in person.names:
        given, family = parts(name.given), parts(name.family)
        if person.born:
            yield from _dated_keys(given, family, person.born)
        for postcode in filter(None, map(squeeze, person.postcodes)):
            yield from _placed_keys(given, family, postcode)


def _dated_keys(given: tuple[str, ...], family: tuple[str, ...], born: date) -> Iterator[Key]:
    for pair in pairs(given, family):
        yield key(KeyKind.SOUNDS_YEAR, f"{pair} {born:%Y}")
        yield key(KeyKind.SOUNDS_DAY, f"{pair} {born:%m-%d}")
    yield from (key(KeyKind.FAMILY_SOUND_MONTH, f"{sound(part)} {born:%Y-%m}") for part in family)
    yield from (key(KeyKind.GIVEN_SOUND_MONTH, f"{sound(part)} {born:%Y-%m}") for part in given[:1])
    if given or family:
        initials = "".join(sorted(part[0] for part in (*given[:1], *family[-1:])))
        yield key(KeyKind.BIRTH_INITIALS, f"{born.isoformat()} {initials}")


def _placed_keys(given: tuple[str, ...], family: tuple[str, ...], postcode: str) -> Iterator[Key]:
    yield from (key(KeyKind.POSTCODE_INITIAL, f"{postcode} {part[0]}") for part in given[:1])
    yield from (key(KeyKind.POSTCODE_FAMILY_SOUND, f"{postcode} {sound(part)}") for part in family)
    yield from (key(KeyKind.SOUNDS_OUTCODE, f"{pair} {postcode[:-3]}") for pair in pairs(given, family))


def pairs(given: tuple[str, ...], family: tuple[str, ...]) -> list[str]:
    """Return first given name and each part of the family name as sounds in alphabetical order: swapped
    names are equal.
    """
    return [" ".join(sorted(map(sound, pair))) for pair in product(given[:1], family)]


def name_parts(names: Iterable[Name]) -> tuple[str, ...]:
    """Return the folded parts of all names: what the table of known parts holds."""
    return parts(*(text for name in names for text in (name.given, name.family)))
