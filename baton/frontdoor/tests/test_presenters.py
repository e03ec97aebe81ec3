"""How people and enquiries are said on pages."""

from dataclasses import replace
from datetime import date

import pytest

from baton.frontdoor.actions.values import NewPerson
from baton.frontdoor.presenters.board import ages_words, shortened
from baton.frontdoor.presenters.people import age_of, ages_of_children, line_of, name_of
from baton.frontdoor.rules.enquiry import PersonRole
from baton.frontdoor.tests.factories import AVA, KELLY

TODAY = date(2026, 9, 14)
BABY = NewPerson(role=PersonRole.UNBORN, expected_on=date(2026, 12, 1))


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (AVA, "Ava Shaw"),
        (replace(AVA, family_name=""), "Ava"),
        (NewPerson(role=PersonRole.CHILD), "Name not known"),
        (BABY, "Baby not born yet"),
    ],
)
def test_everybody_is_called_something(person: NewPerson, name: str) -> None:
    assert name_of(person) == name


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (AVA, "8 years, 5 months"),
        (replace(AVA, date_of_birth=None, age_given=7), "about 7"),
        (replace(AVA, date_of_birth=None), "age not known"),
        (BABY, "expected 1 December 2026"),
        (replace(BABY, expected_on=None), "not born yet"),
    ],
)
def test_an_age_is_said_as_it_is_known(person: NewPerson, words: str) -> None:
    assert age_of(person, TODAY) == words


def test_a_line_says_who_somebody_is_to_the_child() -> None:
    assert line_of(KELLY, TODAY) == "Kelly Shaw, age not known, mother"


def test_ages_are_those_of_the_children_oldest_first() -> None:
    about_twelve = NewPerson(role=PersonRole.CHILD, age_given=12)
    unknown = NewPerson(role=PersonRole.CHILD)

    ages = ages_of_children([BABY, AVA, KELLY, about_twelve, unknown], TODAY)

    assert ages == ["about 12", "8 years, 5 months", "age not known", "expected 1 December 2026"]


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ([], "No child named"),
        (["8 years, 5 months"], "8 years, 5 months"),
        (["9 years", "2 years, 8 months"], "2 children: 9 years; 2 years, 8 months"),
    ],
)
def test_a_card_tells_the_children_apart(ages: list[str], words: str) -> None:
    assert ages_words(ages).replace("\u00a0", " ") == words
    assert not any(age in ages_words(ages) for age in ages if " " in age)  # no age breaks over two lines


def test_a_long_worry_is_cut_between_words() -> None:
    words = "word " * 60

    cut = shortened(words)

    assert len(cut) <= 142
    assert cut.endswith("word …")
    assert shortened("short\n text") == "short text"
