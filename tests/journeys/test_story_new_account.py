"""Somebody asks for an account, an administrator approves; and a colleague signs in at their own organisation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from baton.partnership import tasks
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import local_provider
from baton.partnership.tests.factories import organisation, practitioner, provider
from tests.apart import apart, served
from tests.journeys.support.accessible import check_page
from tests.journeys.support.mailing import address_in_last_mail, works_off
from tests.journeys.support.walking import (
    comes_in,
    comes_in_from_the_street,
    follows,
    goes_to,
    inside,
    picture,
    presses,
    question,
    says,
    writes,
)

pytestmark = pytest.mark.browser

ADDRESS = "nell@hill.example.org"
PASSWORD = "eleven dry umbrellas"


@pytest.fixture(scope="module")
def live_site(
    request: pytest.FixtureRequest,
    browser: Browser,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """Serve one site for the stories of this file: each is about somebody else.

    It ends before the browser does, so that what the stories asked of the database is closed where it was asked.
    """
    with apart(request, django_db_blocker), served() as address:
        yield address


@pytest.fixture(scope="module")
def school(live_site: str) -> Organisation:
    return organisation("Hill Top School", agency_type="school")


def test_a_newcomer_asks_is_approved_signs_in_and_declares(
    live_site: str, page: Page, other_page: Page, school: Organisation
) -> None:
    administrator = practitioner(Role.SYSTEM_ADMINISTRATOR, name="Ada Admin")

    the_newcomer_asks(page, live_site, school)
    comes_in(other_page, live_site, administrator)
    the_administrator_approves(other_page)
    works_off(tasks.invite)
    the_newcomer_chooses_a_password(page, live_site)
    the_newcomer_declares(page)

    made = Practitioner.objects.get(email=ADDRESS)
    assert made.declared_at is not None
    assert made.declared_people.filter(to_at=None).count() == 1
    other_page.reload()
    says(other_page, "No request waits.")


def the_newcomer_asks(page: Page, site: str, school: Organisation) -> None:
    comes_in_from_the_street(page, site)
    goes_to(page, "Sign in")
    follows(page, "I have no account")
    writes(page, "Your full name", "Nell Fox")
    writes(page, "Your work e-mail address", ADDRESS)
    inside(page).get_by_label("Your organisation").select_option(label=school.name)
    writes(page, "Your job title", "Learning mentor")
    writes(page, "What will you do here?", "I lead on early help at the school")
    picture(page, "ask-for-an-account")
    presses(page, "Ask for an account")
    says(page, "We have your request", "Your organisation decides")


def the_administrator_approves(page: Page) -> None:
    goes_to(page, "Account requests")
    says(page, "Nell Fox, Learning mentor", "I lead on early help at the school")
    follows(page, "Approve")
    says(page, "What will Nell Fox do at Hill Top School?")
    question(page, "What do they do here?").get_by_label("Practitioner", exact=True).check()
    picture(page, "approve-an-account")
    presses(page, "Make the account")
    says(page, "No request waits.")


def the_newcomer_chooses_a_password(page: Page, site: str) -> None:
    page.goto(address_in_last_mail(site, ADDRESS, "/password/new/"))
    for box in inside(page).locator("input[type=password]").all():
        box.fill(PASSWORD)
    inside(page).locator("form.baton-form .govuk-button").first.click()
    goes_to(page, "Sign in")
    writes(page, "Work e-mail address", ADDRESS)
    writes(page, "Password", PASSWORD)
    presses(page, "Sign in")


def the_newcomer_declares(page: Page) -> None:
    says(page, "People whose records you must not see")
    presses(page, "Add another person")
    sister = question(page, "Person 2")
    sister.get_by_label("A relative, or somebody I live with").check()
    sister.get_by_label("First names").fill("Una")
    sister.get_by_label("Family name").fill("Fox")
    sister.get_by_label("Home postcode").fill("DN1 2AB")
    check_page(page)
    picture(page, "declare")
    presses(page, "Save")
    says(page, "My work")


def test_a_teacher_signs_in_at_their_own_organisation(
    live_site: str, page: Page, school: Organisation, settings: Any, tmp_path: Path
) -> None:
    practitioner(name="Ada Byron", at=school, email="ada@hill.example.org", declared_at=timezone.now())
    settings.BATON_SECRETS = tmp_path
    (tmp_path / f"sign-in-{school.code}").write_text(local_provider.SECRET)

    with local_provider.running() as there:
        provider(school, issuer=there.issuer, domains=["hill.example.org"])
        comes_in_from_the_street(page, live_site)
        goes_to(page, "Sign in")
        follows(page, "Sign in with your organisation")
        writes(page, "Work e-mail address", "ada@hill.example.org")
        presses(page, "Find my organisation")
        says(page, "You belong to Hill Top School")
        picture(page, "sign-in-at-ones-organisation")
        follows(page, "Go on to Hill Top School")
        says(page, "My work", "Nothing is waiting for you.")
        goes_to(page, "Ada Byron")
        says(page, "ada@hill.example.org")
        there.person = {"sub": "stranger", "email": "stranger@hill.example.org"}
        comes_in_from_the_street(page, live_site)
        goes_to(page, "Sign in")
        follows(page, "Sign in with your organisation")
        follows(page, "Hill Top School")
        says(page, "Your organisation knows you, but you have no account with it here.")
