"""The people of one family: who they are, where they live, how they are reached, who is what to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from baton.demo.rules import names
from baton.demo.rules.chance import is_so, new_id, one_of

CONFIDENTIAL = 1.5
"""Per cent of families whose address is confidential (ours)."""

UNBORN = 3.5
TWINS = 2
RESTRICTED = 0.8
SIBLINGS = 330
"""Days at least between two births of one mother, unless they are twins (ours)."""

YOUNGEST_MOTHER = 17
YEAR = 365.25


@dataclass(frozen=True)
class Somebody:
    """A person of the story. Without a date of birth they are not born yet."""

    id: UUID
    given: str
    family: str
    girl: bool
    role: str
    kind: str
    born: date | None
    expected: date | None
    ethnicity: str
    language: str
    phone: str = ""
    safe_to_text: bool | None = None
    school: str = ""


@dataclass(frozen=True)
class Household:
    """A family: its people, the adults first, and where it lives."""

    id: UUID
    name: str
    locality: str
    address: str
    postcode: str
    confidential: bool
    restriction: str
    people: tuple[Somebody, ...]
    moved_on: date | None = None
    former_address: str = ""

    @property
    def adults(self) -> list[Somebody]:
        """The adults."""
        return [one for one in self.people if one.role == "adult"]

    @property
    def children(self) -> list[Somebody]:
        """The children, unborn ones too."""
        return [one for one in self.people if one.role != "adult"]


def household(
    chance: Random, day: date, places: dict[str, Sequence[str]], schools: dict[str, list[str]]
) -> Household:
    """Draw a family as it was on a day."""
    background = chance.choices(names.BACKGROUNDS, [one.weight for one in names.BACKGROUNDS])[0]
    surname = one_of(chance, background.families)
    locality = one_of(chance, sorted(places))
    near = schools.get(locality) or []
    adults = _adults(chance, day, background, surname)
    children = _children(chance, day, background, adults, near)
    moved = is_so(chance, 8)
    return Household(
        id=new_id(chance),
        name=surname,
        locality=locality,
        address=_address(chance),
        postcode=one_of(chance, places[locality]),
        confidential=is_so(chance, CONFIDENTIAL),
        restriction="restricted" if is_so(chance, RESTRICTED) else "open",
        people=(*adults, *children),
        moved_on=day - timedelta(chance.randrange(200, 900)) if moved else None,
        former_address=_address(chance) if moved else "",
    )


def _address(chance: Random) -> str:
    return (
        f"{chance.randrange(1, 160)} {one_of(chance, names.STREETS)} {one_of(chance, names.KINDS_OF_STREET)}"
    )


def _adults(chance: Random, day: date, background: names.Background, surname: str) -> list[Somebody]:
    mother = _adult(chance, day, background, surname, girl=True, kind="mother")
    if not is_so(chance, 55):
        return [mother]
    other = one_of(chance, background.families)
    kind = "father" if is_so(chance, 75) else "step_parent"
    name = surname if is_so(chance, 60) else other
    return [mother, _adult(chance, day, background, name, girl=False, kind=kind)]


def _adult(
    chance: Random, day: date, background: names.Background, surname: str, *, girl: bool, kind: str
) -> Somebody:
    born = day - timedelta(int(chance.triangular(19, 52, 31) * YEAR))
    return Somebody(
        id=new_id(chance),
        given=one_of(chance, background.girls if girl else background.boys),
        family=surname,
        girl=girl,
        role="adult",
        kind=kind,
        born=born,
        expected=None,
        ethnicity=background.ethnicity,
        language=background.language if is_so(chance, 60) else "",
        phone=f"07700 900{chance.randrange(1000):03}",
        safe_to_text=None if is_so(chance, 20) else is_so(chance, 92),
    )


def _children(
    chance: Random,
    day: date,
    background: names.Background,
    adults: Sequence[Somebody],
    schools: Sequence[str],
) -> list[Somebody]:
    mother, surname = adults[0], adults[0].family
    taken = {one.given for one in adults}
    found = []
    for born in _births(chance, day, mother.born or day):
        found.append(_child(chance, day, born, background, surname, schools, taken))
        taken.add(found[-1].given)
    if is_so(chance, UNBORN):
        found.append(_unborn(chance, day, surname))
    return found


def _births(chance: Random, day: date, mother_born: date) -> list[date]:
    """Draw when the children were born, the eldest first: far enough apart, to a mother old enough."""
    count = chance.choices((1, 2, 3, 4, 5), (32, 36, 20, 9, 3))[0]
    oldest = min(17.5, (day - mother_born).days / YEAR - YOUNGEST_MOTHER)
    drawn = sorted(int(chance.triangular(0.1, oldest, min(8, oldest)) * YEAR) for _ in range(count))
    ages = [drawn[0]]
    for days in drawn[1:]:
        apart = max(days, ages[-1] + SIBLINGS + days % 60)
        if apart <= oldest * YEAR:
            ages.append(apart)
    if is_so(chance, TWINS):
        ages.append(ages[-1])
    return [day - timedelta(days) for days in reversed(ages)]


def _child(
    chance: Random,
    day: date,
    born: date,
    background: names.Background,
    surname: str,
    schools: Sequence[str],
    taken: set[str],
) -> Somebody:
    girl = is_so(chance, 50)
    at_school = (day - born).days > 5 * YEAR and schools
    free = [name for name in (background.girls if girl else background.boys) if name not in taken]
    return Somebody(
        id=new_id(chance),
        given=one_of(chance, free),
        family=surname,
        girl=girl,
        role="child",
        kind="child",
        born=born,
        expected=None,
        ethnicity=background.ethnicity,
        language="",
        school=one_of(chance, schools) if at_school else "",
    )


def _unborn(chance: Random, day: date, surname: str) -> Somebody:
    return Somebody(
        id=new_id(chance),
        given="",
        family=surname,
        girl=False,
        role="unborn",
        kind="unborn",
        born=None,
        expected=day + timedelta(chance.randrange(30, 200)),
        ethnicity="",
        language="",
    )
