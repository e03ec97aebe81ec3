"""Passwords that anybody would try first at this door. Source: ASVS 5.0 6.1.2 and 6.2.11."""

import re
from collections.abc import Iterable

PRODUCT = frozenset(
    {"baton", "early", "help", "family", "families", "council", "borough", "partnership", "password"}
)
"""Words of the product and of every partnership (ours)."""

SHORTEST_REST = 6
"""Letters that a password needs beside such words (ours): with fewer, a list of names and years guesses it."""

SHORTEST_WORD = 4
"""Letters of a word that counts (ours): `of` and `the` stand in every sentence."""


def words_of(names: Iterable[str]) -> frozenset[str]:
    """Return the words that names are made of, in lower case, with those of the product: `Hill Top School` gives
    `hill` and `school`.
    """
    found = {word for name in names for word in re.findall(r"[^\W\d_]+", name.lower())}
    return PRODUCT | {word for word in found if len(word) >= SHORTEST_WORD}


def rests_on(password: str, words: frozenset[str]) -> bool:
    """Tell whether a password is little more than known words, with or without digits and signs around them."""
    letters = rest = "".join(re.findall(r"[^\W\d_]", password.lower()))
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != letters and len(rest) < SHORTEST_REST
