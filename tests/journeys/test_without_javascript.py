"""Without JavaScript: an enquiry with another person, its decision, a family's own enquiry, a whole assessment."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Locator, Page

from baton.casework.models import Assessment
from baton.casework.rules.assessment import AssessmentState
from baton.casework.tests import factories
from baton.frontdoor.models import Enquiry
from baton.frontdoor.tests import factories as door
from baton.partnership.tests.factories import practitioner
from tests.journeys.support.sending import send
from tests.journeys.support.sign_in import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def then() -> Iterator[None]:
    with time_machine.travel(factories.NOW, tick=True):
        yield


def press(page: Page, name: str) -> None:
    """Press the one button of this name, and wait for the answer."""
    send(page, page.locator("main").get_by_role("button", name=name, exact=True))


def follow(page: Page, name: str) -> None:
    """Follow the first link of this name, and wait for the page."""
    send(page, page.locator("main").get_by_role("link", name=name).first)


def choose(page: Page, *words: str) -> None:
    """Choose each of these, by its own words."""
    for each in words:
        page.locator("main label").get_by_text(each, exact=True).first.click()


def test_an_enquiry_with_another_person_is_made_linked_decided_and_told(
    live_site: str, plain_page: Page
) -> None:
    page = plain_page
    sign_in(page, live_site, practitioner(name="Tess Teacher"))
    page.goto(f"{live_site}/enquiries/new/")
    write_enquiry(page)
    press(page, "Check and send")
    assert "Ben Shaw" in page.inner_text("main")
    press(page, "Send")
    assert "has been sent" in page.inner_text("h1")
    sent = Enquiry.objects.get()

    sign_in(page, live_site, door.manager(name="Mo Manager"))
    page.goto(f"{live_site}/enquiries/{sent.pk}/")
    screen(page)
    decide(page)
    choose(page, "By phone")
    press(page, "Record it, or send it")

    sent.refresh_from_db()
    assert sent.state == "decided"
    assert sent.tellings.count() == 1
    assert len(sent.family.memberships.all()) == 3


def write_enquiry(page: Page) -> None:
    names = page.get_by_label("First names", exact=True)
    names.nth(0).fill("Ava")
    names.nth(1).fill("Kelly")
    page.get_by_label("What is worrying you?").fill("Nobody sleeps.")
    press(page, "Add another person")
    assert page.get_by_label("What is worrying you?").input_value() == "Nobody sleeps."
    assert [names.nth(number).input_value() for number in range(3)] == ["Ava", "Kelly", ""]
    names.nth(2).fill("Ben")
    page.get_by_label("Family name", exact=True).nth(2).fill("Shaw")
    page.get_by_role("group", name="Person 3").get_by_label("A child").check()
    page.get_by_label("Postcode", exact=True).fill("DN1 1AA")
    for question in ("What is going well?", "What has been tried?", "What does the family want?"):
        page.get_by_label(question).fill("Their grandmother helps.")
    choose(page, "They know, and they agree")


def screen(page: Page) -> None:
    press(page, "Claim")
    follow(page, "Look who they could be")
    press(page, "Link")
    for check in page.get_by_role(
        "group", name=re.compile("^Are they already|^Is there a team|^Are they known")
    ).all():
        check.get_by_label("None found").check()
    press(page, "Keep these answers")


def decide(page: Page) -> None:
    page.get_by_role("group", name="Level of need").get_by_role("radio", name=re.compile("^2: ")).check()
    page.get_by_role("group", name="What did you decide?").get_by_role(
        "radio", name=re.compile("advice", re.I)
    ).check()
    page.get_by_label("Why?", exact=True).fill("Their grandmother is there already.")
    page.get_by_role("group", name="Was it decided together").get_by_label("Yes").check()
    press(page, "Decide")


def test_a_family_asks_for_two_children(live_site: str, plain_page: Page) -> None:
    page = plain_page
    page.goto(f"{live_site}/ask/")
    send(page, page.get_by_text("No, I want to ask for help"))

    page.get_by_label("What is worrying you?").fill("I cannot cope any more.")
    choose(page, "I am a parent or I look after a child", "I will ring you")
    page.get_by_label("First name", exact=True).fill("Ava")
    press(page, "Add another child")
    page.get_by_label("First name", exact=True).nth(1).fill("Ben")
    page.get_by_role("group", name="Can we talk to people").get_by_label("Yes").check()
    press(page, "Send")

    asked = Enquiry.objects.get()
    assert asked.reference in page.inner_text("main")
    assert sorted(child.given_names for child in asked.people.filter(role="child")) == ["Ava", "Ben"]


def test_an_assessment_is_written_saved_and_submitted(then: None, live_site: str, plain_page: Page) -> None:
    page, around, home = plain_page, factories.cast(), factories.household()
    case = factories.case(home, around)
    factories.everybody_agrees(case, home)
    sign_in(page, live_site, around.lead)
    page.goto(f"{live_site}/cases/{case.pk}/assessment/start/")

    press(page, "Start the assessment")
    waiting = page.locator(".govuk-task-list__item", has_text="Not started").locator("a")
    while waiting.count():
        send(page, waiting.first)
        answer_all(page.locator("form.baton-form"))
        press(page, "Save and go on")
    follow(page, "Check and submit")
    press(page, "Submit the assessment")

    assert "The assessment is submitted" in page.inner_text("main")
    assert Assessment.objects.get().state == AssessmentState.SUBMITTED


def answer_all(form: Locator) -> None:
    """Write into every box, and choose the last of every choice: nothing that would ask whom to ring at once."""
    for box in form.locator("textarea").all():
        box.fill("Said at the kitchen table.")
    for group in form.locator("fieldset").all():
        group.locator("input").last.check()
