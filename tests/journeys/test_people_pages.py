"""Searching before anybody is added: a new family, and somebody who joins one."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from baton.partnership.rules.roles import Role
from baton.people.actions import keys
from baton.people.tests import factories as make
from baton.people.tests import world
from tests.journeys.support.sending import send
from tests.journeys.support.sign_in import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def shaws(live_site: str) -> world.World:
    made = world.build()
    keys.rewrite([made.mother.pk, made.child.pk, made.baby.pk])
    return made


def press(page: Page, name: str) -> None:
    send(page, page.locator("main").get_by_role("button", name=name))


def test_a_family_is_searched_for_then_added(page: Page, live_site: str, shaws: world.World) -> None:
    sign_in(page, live_site, make.practitioner(Role.HUB_MANAGER))
    page.goto(live_site + reverse("family_search"))
    page.get_by_label("Name, UPN").fill("Ava Shwa")
    press(page, "Search")
    expect(page.locator("main")).to_contain_text("1 person found")

    press(page, "Add a new family")
    press(page, "Add this family")

    expect(page.get_by_role("alert")).to_contain_text("Enter what the family is called")


def test_somebody_new_and_somebody_known_join_a_family(
    page: Page, live_site: str, shaws: world.World
) -> None:
    webb = make.family("Webb")
    sign_in(page, live_site, make.practitioner(Role.HUB_SCREENER))
    page.goto(live_site + reverse("member_search", args=[webb.pk]))
    page.get_by_label("Name, UPN").fill("Ava Shaw")
    press(page, "Search")
    send(page, page.get_by_role("link", name="This is the person").first)
    page.get_by_label("Child").check()
    press(page, "Let them join")
    expect(page.locator("main")).to_contain_text("Ava Shaw")

    press(page, "Add a person")
    page.get_by_label("Name, UPN").fill("Dan Webb")
    press(page, "Search")
    press(page, "Add a new person")

    expect(page.locator("main")).to_contain_text("Add a person")
    expect(page).to_have_url(re.compile("/people/new/"))
