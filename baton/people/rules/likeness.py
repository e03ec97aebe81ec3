"""How well somebody fits what was searched for, and why, in words for the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from baton.people.rules.keys import Name, name_parts, phone_digits, squeeze
from baton.people.rules.near import is_near, similarity
from baton.people.rules.query import Asked, dates_near
from baton.people.rules.sounds import sound

SOUNDS_ALIKE = 0.75
"""What a part that only sounds alike is worth beside one that is the same (ours; `bench/search.py` measures it)."""

SURE = 3.0
"""What an identifier or a telephone number is worth: more than any name (ours)."""

BORN, BORN_SWAPPED, PLACED = 1.5, 0.5, 1.0
"""What the date of birth, the same with day and month swapped, and the postcode are worth, a whole name being 1."""

BY_FORMER_NAME = 0.95
"""What a former name is worth beside the present one (ours)."""


@dataclass(frozen=True)
class Known:
    """What is known of somebody, as far as whoever searches may see it."""

    name: Name
    known_as: str = ""
    former_names: tuple[Name, ...] = ()
    born: date | None = None
    postcodes: tuple[str, ...] = ()
    past_postcodes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    upn: str = ""
    nhs_number: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """How well somebody fits, and why, the best reason first."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """One thing that fits: what it is worth, and in words."""

    worth: float
    words: str


def judge(asked: Asked, known: Known) -> Judgement | None:
    """Return how well somebody fits, or nothing where too little fits to be worth a line.

    Enough is: an identifier, a telephone number or the family's reference; every part of the name asked for; a date
    of birth or a postcode where no name was asked for; or one of them together with half of the name, or both without
    any.
    """
    naming, met = _name(asked.name_parts, known)
    sure = list(_sure(asked, known))
    beside = list(_beside(asked, known))
    if not (sure or _is_enough(asked, met=met, beside=len(beside))):
        return None
    evidence = sorted([*sure, *naming, *beside], key=lambda each: -each.worth)
    return Judgement(
        score=round(sum(each.worth for each in evidence), 4),
        reasons=tuple(each.words for each in evidence),
    )


def _is_enough(asked: Asked, *, met: int, beside: int) -> bool:
    parts = len(asked.name_parts)
    if parts == 0:
        return beside > 0
    return met == parts or (beside > 0 and 2 * met >= parts) or beside > 1


def _sure(asked: Asked, known: Known) -> Iterable[Evidence]:
    if asked.upn and asked.upn == known.upn:
        yield Evidence(SURE, "Same UPN")
    if asked.nhs_number and asked.nhs_number == known.nhs_number:
        yield Evidence(SURE, "Same NHS number")
    if asked.phone and asked.phone in map(phone_digits, known.phones):
        yield Evidence(SURE, "Same telephone number")
    if asked.reference and asked.reference in known.references:
        yield Evidence(SURE, "Family's reference")


def _beside(asked: Asked, known: Known) -> Iterable[Evidence]:
    if asked.born and known.born:
        if asked.born == known.born:
            yield Evidence(BORN, "Same date of birth")
        elif known.born in dates_near(asked.born):
            yield Evidence(BORN_SWAPPED, "Date of birth with day and month swapped")
    if asked.postcode:
        if asked.postcode in map(squeeze, known.postcodes):
            yield Evidence(PLACED, "Same postcode")
        elif asked.postcode in map(squeeze, known.past_postcodes):
            yield Evidence(PLACED / 2, "Lived at this postcode")


def _name(asked: tuple[str, ...], known: Known) -> tuple[list[Evidence], int]:
    """Return what the best of somebody's names is worth, and how many of the parts asked for it meets."""
    present = [known.name, *([Name(known.known_as, known.name.family)] if known.known_as else [])]
    best = max((_compare(asked, name) for name in present), key=lambda each: each[0], default=(0.0, 0, ""))
    past = max(
        (_compare(asked, name) for name in known.former_names), key=lambda each: each[0], default=(0.0, 0, "")
    )
    if past[0] * BY_FORMER_NAME > best[0]:
        return [Evidence(past[0] * BY_FORMER_NAME, f"Former name: {past[2].lower()}")], past[1]
    return ([Evidence(best[0], best[2])] if best[1] else []), best[1]


def _compare(asked: tuple[str, ...], name: Name) -> tuple[float, int, str]:
    """Return what one name is worth (its mean over the parts asked for), how many parts it meets, and how."""
    borne = list(name_parts([name]))
    worths = []
    for part in asked:
        best = max(borne, key=lambda other: _part_worth(part, other), default=None)
        if best is not None and (worth := _part_worth(part, best)) > 0:
            worths.append(worth)
            borne.remove(best)
    if not worths:
        return 0.0, 0, ""
    return sum(worths) / len(asked), len(worths), _how(asked, worths)


def _part_worth(asked: str, borne: str) -> float:
    if asked == borne:
        return 1.0
    near = similarity(asked, borne) if is_near(asked, borne) else 0.0
    return max(near, SOUNDS_ALIKE if sound(asked) == sound(borne) else 0.0)


def _how(asked: tuple[str, ...], worths: list[float]) -> str:
    whole = len(worths) == len(asked)
    if all(worth == 1 for worth in worths):
        return "Same name" if whole else "Part of the name"
    return "Similar name" if whole else "Part of the name, similar"
