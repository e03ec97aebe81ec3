"""How near two parts of names are: for the misspelling that a search must forgive."""

from functools import lru_cache
from itertools import combinations
from zlib import crc32

ONE_SLIP_FROM = 3
TWO_SLIPS_FROM = 7
"""A part of three letters or more may be one slip away from another, of seven or more two (ours; see
`bench/search.py`).
"""


def slips_forgiven(part: str) -> int:
    """Return how many slips (a letter too many, too few, another, two swapped) a search forgives in this
    part.
    """
    if len(part) < ONE_SLIP_FROM:
        return 0
    return 2 if len(part) >= TWO_SLIPS_FROM else 1


@lru_cache(maxsize=65536)
def shadows(part: str) -> tuple[int, ...]:
    """Return the numbers under which a part is found by its misspellings: itself with up to two letters
    left out.

    Two parts within `n` slips of each other always share a form with at most `n` letters left out of each,
    so two lists of shadows that do not meet need no closer look.
    """
    length = len(part)
    forms = {
        "".join(part[place] for place in kept)
        for left_out in range(slips_forgiven(part) + 1)
        for kept in combinations(range(length), length - left_out)
    }
    return tuple(sorted(crc32(form.encode()) - 2**31 for form in forms))


@lru_cache(maxsize=65536)
def slips(one: str, other: str) -> int:
    """Return the number of slips between two parts (optimal string alignment: a swap of neighbours is one
    slip).
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        now = [row]
        for column, letter in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (sign != letter))
            if row > 1 and column > 1 and sign == other[column - 2] and one[row - 2] == letter:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]


def is_near(one: str, other: str) -> bool:
    """Say whether a search for `one` should also find `other`: few enough slips for the shorter one."""
    forgiven = slips_forgiven(min(one, other, key=len))
    return abs(len(one) - len(other)) <= forgiven and slips(one, other) <= forgiven


def similarity(one: str, other: str) -> float:
    """Return 1 for equal parts, 0 for parts with nothing in common."""
    longest = max(len(one), len(other))
    return 1 - slips(one, other) / longest if longest else 0.0
