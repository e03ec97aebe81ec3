"""A password that anybody would try first at this door."""

import pytest

from baton.partnership.passwords import WordsOfTheirOwn, known_names
from baton.partnership.rules.password import rests_on, words_of

WORDS = words_of(["Hill Top School", "Northtown Metropolitan Council of 1974"])


def test_words_are_taken_out_of_names_and_short_ones_are_left() -> None:
    assert {"hill", "school", "northtown", "metropolitan", "baton"} <= WORDS
    assert not {"top", "of", "1974"} & WORDS


@pytest.mark.parametrize(
    "password", ["Northtown2026!!", "early-help-1234", "BatonBaton11", "hill.school.99", "northtown abcde"]
)
def test_a_password_of_known_words_is_refused(password: str) -> None:
    assert rests_on(password, WORDS)


@pytest.mark.parametrize(
    "password", ["northtown umbrella", "seven wet umbrellas", "849302750182", "🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢", ""]
)
def test_a_word_among_others_is_no_fault_and_neither_is_a_password_without_letters(password: str) -> None:
    assert not rests_on(password, WORDS)


def test_known_words_are_those_of_the_product_and_of_the_partnership() -> None:
    names = known_names()

    assert len(names) > 10
    assert words_of(names) > words_of([])
    assert WordsOfTheirOwn().get_help_text()
