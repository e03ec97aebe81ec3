"""Chance with a seed: shares that come out, durations that look like durations, moments of a working day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SATURDAY = 5
Code = TypeVar("Code")
Item = TypeVar("Item")


def apportion(weights: Mapping[str, float], count: int) -> dict[str, int]:
    """Divide `count` by `weights` into whole numbers that add up, the largest remainders first."""
    total = sum(weights.values())
    exact = {key: count * weight / total for key, weight in weights.items()}
    found = {key: int(value) for key, value in exact.items()}
    left = count - sum(found.values())
    for key in sorted(exact, key=lambda key: found[key] - exact[key])[:left]:
        found[key] += 1
    return found


def deck(chance: Random, weights: Mapping[Code, float], count: int) -> list[Code]:
    """Return `count` codes in the shares of `weights`, shuffled."""
    keys = {str(key): key for key in weights}
    numbers = apportion({str(key): weight for key, weight in weights.items()}, count)
    cards = [keys[name] for name, number in numbers.items() for _ in range(number)]
    chance.shuffle(cards)
    return cards


def yes_or_no(chance: Random, per_cent: float, count: int) -> list[bool]:
    """Return `count` answers of which `per_cent` are yes, shuffled."""
    return deck(chance, {True: per_cent, False: 100 - per_cent}, count)


def is_so(chance: Random, per_cent: float) -> bool:
    """Say yes in `per_cent` of all calls."""
    return chance.random() * 100 < per_cent


def days_around(chance: Random, mean: float, spread: float, least: int = 1) -> int:
    """Draw a number of days about `mean`, skewed to the long side as waiting times are."""
    shape = (mean / spread) ** 2
    return max(least, round(chance.gammavariate(shape, mean / shape)))


def new_id(chance: Random) -> UUID:
    """Draw an id that is the same for the same seed."""
    return UUID(int=chance.getrandbits(128), version=4)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a local time of a day as a moment."""
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


def office_hour(chance: Random, day: date) -> datetime:
    """Draw a moment of a day between half past eight and five."""
    minutes = chance.randrange(8 * 60 + 30, 17 * 60)
    return at(day, minutes // 60, minutes % 60)


def working(day: date) -> date:
    """Return the day itself, or the Friday before a weekend."""
    return day - timedelta(max(0, day.weekday() - SATURDAY + 1))


def one_of(chance: Random, items: Sequence[Item]) -> Item:
    """Draw one of several."""
    return items[chance.randrange(len(items))]
