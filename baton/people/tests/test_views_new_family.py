"""Adding a family with its first people, after a search."""

import re

import pytest
from django.urls import reverse

from baton.partnership.models import Locality
from baton.partnership.rules.roles import Role
from baton.people.actions import family as families
from baton.people.actions import household, keys
from baton.people.actions.person import NotPossible
from baton.people.actions.records import NewFamily, NewPerson
from baton.people.models import (
    Family,
    Person,
    Relationship,
)
from baton.people.rules.membership import MemberRole
from baton.people.tests import factories as make
from baton.people.tests import world
from baton.people.tests.rollback import nothing_is_saved_without_its_event
from baton.people.tests.world import SEARCH, text, ticket

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


def new_family(ticket, *people, **values):
    data = {"searched": ticket, "name": "Marsh", "people-count": str(len(people))} | values
    for number, person in enumerate(people):
        person = {"role": "child", "given_names": "Zed", "family_name": "Marsh", "sex": "male"} | person
        data |= {f"people-{number}-{name}": value for name, value in person.items()}
    return data


BORN = {"date_of_birth-day": "1", "date_of_birth-month": "2", "date_of_birth-year": "2019"}


def test_a_family_is_added_only_after_a_search(screener):
    response = screener.get("/families/new/", follow=True)

    assert "Search first" in text(response)
    assert screener.post("/families/new/", new_family("forged", BORN)).status_code == 302
    assert not Family.objects.exists()


def test_somebody_elses_search_does_not_count(screener):
    other = world.with_role(Role.HUB_SCREENER)
    address = other.post(SEARCH, {"search": "", "q": "Zed Marsh"}).url.replace(SEARCH, "/families/new/")

    assert other.get(address).status_code == 200
    assert screener.get(address).status_code == 302
    assert screener.get("/families/new/", {"searched": ticket(other)}).status_code == 302
    assert screener.post("/families/new/", new_family(ticket(other), BORN)).status_code == 302
    assert not Family.objects.exists()


def test_what_was_searched_for_stands_in_the_form(screener):
    address = screener.post(SEARCH, {"search": "", "q": "Zed Marsh 1/2/2019"}).url

    shown = text(screener.get(address.replace(SEARCH, "/families/new/")))

    assert 'value="Zed"' in shown
    assert 'value="Marsh"' in shown
    assert 'value="2019"' in shown


def test_a_family_is_added_with_its_first_people(screener):
    postcode = "DN1 2DA"
    people = [
        BORN,
        {"role": "adult", "given_names": "Kim", "relationship": "mother", "parental_responsibility": "yes"},
        {"role": "unborn", "given_names": ""},
    ]

    response = screener.post(
        "/families/new/", new_family(ticket(screener), *people, lines="1 Top Row", postcode=postcode)
    )

    assert response.status_code == 302, text(response)
    family = Family.objects.get()
    roles = sorted(family.memberships.values_list("role", flat=True))
    assert roles == ["adult", "child", "unborn"]
    assert Relationship.objects.filter(kind="mother", parental_responsibility=True).count() == 2
    assert {row.postcode for person in Person.objects.all() for row in person.addresses.all()} == {postcode}
    assert family.locality in [None, *Locality.objects.all()]


def test_a_family_without_an_address_stands_on_the_list_to_be_placed(screener):
    screener.post("/families/new/", new_family(ticket(screener), BORN))
    manager = world.with_role(Role.HUB_MANAGER)

    assert "Marsh" in text(manager.get("/families/to-place/"))
    assert screener.get("/families/to-place/").status_code == 403


def test_another_person_is_asked_for_without_losing_anything(screener):
    data = new_family(ticket(screener), BORN) | {"people-add": "yes", "lines": "1 Top Row"}

    shown = text(screener.post("/families/new/", data))

    assert "Person 2" in shown
    assert "1 Top Row" in shown
    assert not Family.objects.exists()


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({"given_names": "", "family_name": ""}, "Enter a name, or say that it is not known"),
        (
            {"date_of_birth-day": "1", "date_of_birth-month": "2", "date_of_birth-year": "2099"},
            "today or in the past",
        ),
        (
            {"role": "unborn", "expected_on-day": "1", "expected_on-month": "2", "expected_on-year": "2030"},
            "within the next ten months",
        ),
    ],
)
def test_what_is_wrong_with_a_person_is_said_by_number(screener, person, words):
    shown = text(screener.post("/families/new/", new_family(ticket(screener), BORN | person)))

    assert "Person 1:" in shown
    assert words in shown
    assert not Family.objects.exists()


def test_an_adult_whose_name_is_not_known_is_added(screener):
    people = [BORN, {"role": "adult", "given_names": "", "family_name": "", "name_not_known": "yes"}]

    assert screener.post("/families/new/", new_family(ticket(screener), *people)).status_code == 302
    assert Person.objects.filter(name_known=False).count() == 1


def test_whoever_may_be_known_already_is_shown_before_they_are_added(shaws, screener):
    ava = {
        "given_names": "Ava", "family_name": "Shaw", "date_of_birth-day": "27", "date_of_birth-month": "3",
        "date_of_birth-year": "2018",
    }  # fmt: skip
    data = new_family(ticket(screener), ava)

    shown = text(screener.post("/families/new/", data))

    assert "Known already?" in shown
    assert reverse("person_page", args=[shaws.child.pk]) in shown
    assert Family.objects.count() == 1
    assert screener.post("/families/new/", data | {"none_of_these": "yes"}).status_code == 302
    assert Family.objects.count() == 2


def test_a_half_written_family_waits_below_the_search(screener):
    data = new_family(ticket(screener), BORN, save_for_later="yes", lines="1 Top Row")

    assert screener.post("/families/new/", data).url == SEARCH
    shown = screener.get(SEARCH).content.decode()
    where = shown.split("not finished adding")[1].split('href="')[1].split('"')[0].replace("&amp;", "&")

    assert re.fullmatch(r"/families/new/\?draft=[0-9a-f-]{36}", where)
    assert world.with_role(Role.HUB_SCREENER).get(where).status_code == 302
    again = text(screener.get(where))
    assert "1 Top Row" in again
    assert 'value="Zed"' in again
    assert not Family.objects.exists()
    assert screener.post("/families/new/", new_family(ticket(screener), BORN)).status_code == 302
    assert "not finished adding" not in text(screener.get(SEARCH))


def test_an_impossible_household_is_refused_whole():
    new = household.Joining(person=NewPerson(given_names="Ava"), role=MemberRole.UNBORN)

    with pytest.raises(families.WrongRole):
        household.begin(new=NewFamily(name="Shaw"), people=[new], by=None, at=make.NOW)
    with pytest.raises(NotPossible):
        household.begin(
            new=NewFamily(name="Shaw"),
            people=[household.Joining(person=NewPerson(), role=MemberRole.CHILD)],
            by=None,
            at=make.NOW,
        )

    assert not Family.objects.exists()


def test_a_household_is_not_saved_without_its_events():
    ava = household.Joining(person=NewPerson(given_names="Ava"), role=MemberRole.CHILD)

    nothing_is_saved_without_its_event(
        lambda: household.begin(new=NewFamily(name="Shaw"), people=[ava], by=None, at=make.NOW)
    )
