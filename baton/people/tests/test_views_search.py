"""Search before create: what it shows, to whom, and that it is noted."""

import re

import pytest

from baton.journal.models import AccessEntry
from baton.partnership.rules.roles import Role
from baton.people.actions import keys
from baton.people.tests import factories as make
from baton.people.tests import world
from baton.people.tests.world import SEARCH, text
from tests.browsing import sought

pytestmark = pytest.mark.django_db


@pytest.fixture
def shaws():
    made = world.build()
    keys.rewrite([made.mother.pk, made.child.pk, made.baby.pk])
    return made


@pytest.fixture
def lead(shaws):
    return world.client_of(shaws.lead)


@pytest.fixture
def screener():
    return world.with_role(Role.HUB_SCREENER)


def test_a_search_shows_who_fits_why_and_notes_it(shaws, screener):
    response = sought(screener, SEARCH, q="shaw ava")

    shown = text(response)
    assert "1 person found" in shown
    assert f"Shaw ({shaws.family.reference})" in shown
    assert "Same name" in shown
    assert "Add a new family" in shown
    entry = AccessEntry.objects.filter(person_id=shaws.child.pk).get()
    assert (entry.what, entry.family_id) == ("search", shaws.family.pk)


def test_the_address_of_a_search_tells_nobody_who_was_looked_for(shaws, screener):
    typed = {"q": "Ava Shaw", "born-day": "27", "born-month": "3", "born-year": "2018", "postcode": "DN1 2AB"}

    address = screener.post(SEARCH, typed | {"search": ""}).url
    shown = screener.get(address)

    assert re.fullmatch(SEARCH + r"\?search=[\w-]{12}", address)
    links = re.findall(r'(?:href|action)="([^"]*)"', shown.content.decode())
    assert [link for link in links if re.search("ava|shaw|2018|DN1|searched", link, re.IGNORECASE)] == []
    assert 'value="Ava Shaw"' in text(shown)
    assert "Ava Shaw" not in text(world.with_role(Role.HUB_SCREENER).get(address, follow=True))
    assert "found" not in text(screener.get(SEARCH, typed)).split("<h1")[1].replace("is found too", "")


def test_a_search_by_fields_of_their_own(shaws, screener):
    born = {"born-day": "27", "born-month": "3", "born-year": "2018"}

    assert "Ava Shaw" in text(sought(screener, SEARCH, q="", postcode="DN1 2AB"))
    assert "Ava Shaw" in text(sought(screener, SEARCH, **born))


def test_before_anything_is_asked_nothing_is_found(screener):
    shown = text(screener.get(SEARCH))

    assert "found" not in shown.split("<h1")[1].replace("is found too", "")
    assert "Add a new family" not in shown


@pytest.mark.parametrize(
    ("q", "words"), [("", "Enter a name, a date of birth"), ("Xylo", "Nobody you may see fits")]
)
def test_a_search_that_finds_nobody_says_what_to_do(screener, q, words):
    assert words in text(sought(screener, SEARCH, q=q))


def test_a_search_with_a_wrong_date_says_so(screener):
    assert "must be a real date" in text(
        sought(screener, SEARCH, **{"born-day": "31", "born-month": "2", "born-year": "2015"})
    )


def test_many_who_fit_are_cut_off_with_a_word(screener):
    family = make.family()
    people = [make.child(of=family) for _ in range(21)]
    keys.rewrite([person.pk for person in people])

    assert "20 or more people found" in text(sought(screener, SEARCH, q="Ava Shaw"))


def test_whoever_may_not_add_families_is_not_offered_it(shaws, lead):
    assert "Add a new family" not in text(sought(lead, SEARCH, q="Ava"))


@pytest.mark.parametrize(
    "role", [Role.ANALYST, Role.BOARD_MEMBER, Role.SYSTEM_ADMINISTRATOR, Role.DIRECTORY_EDITOR]
)
def test_some_roles_have_no_search(role):
    assert world.with_role(role).get(SEARCH).status_code == 403
