"""The keyboard alone, its focus always in sight: a practitioner's enquiry, and a whole assessment."""

from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Page

from baton.casework.models import Assessment
from baton.casework.rules.assessment import AssessmentState
from baton.casework.tests import factories
from baton.frontdoor.models import Enquiry
from baton.partnership.tests.factories import practitioner
from tests.journeys.support.keyboard import Keyboard
from tests.journeys.support.sign_in import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def then() -> Iterator[None]:
    with time_machine.travel(factories.NOW, tick=True):
        yield


def test_an_enquiry_by_keyboard_alone(live_site: str, page: Page) -> None:
    sign_in(page, live_site, practitioner(name="Tess Teacher"))
    page.goto(f"{live_site}/my-work/")
    hands = Keyboard(page)

    hands.press("New enquiry")
    hands.skip()
    hands.write("First names", "Ava", "Person 1")
    hands.write("Family name", "Shaw")
    for part, number in (("Day", "27"), ("Month", "3"), ("Year", "2018")):
        hands.write(part, number, "Date of birth")
    hands.go("More about this person")
    page.keyboard.press("Space")
    hands.write("School, nursery", "Hill Top School")
    hands.go("Remove person 2")
    hands.enter()
    hands.skip()
    hands.write("Postcode", "DN1 1AA")
    hands.write("What is worrying you?", "Ava has missed three weeks of school.")
    hands.write("What is going well?", "Her grandmother helps.")
    hands.write("What has been tried?", "Two meetings at school.")
    hands.write("What does the family want?", "A quiet night.")
    hands.choose("They know, and they agree")
    hands.choose("Soon")
    hands.press("Check and send")
    assert "Ava Shaw" in page.inner_text("main")
    hands.skip()
    hands.press("Send", kind="button")

    assert "has been sent" in page.inner_text("h1")
    sent = Enquiry.objects.get()
    assert [person.school for person in sent.people.all()] == ["Hill Top School"]
    assert sent.worries == "Ava has missed three weeks of school."


def test_an_assessment_by_keyboard_alone(then: None, live_site: str, page: Page) -> None:
    around, home = factories.cast(), factories.household()
    case = factories.case(home, around)
    factories.everybody_agrees(case, home)
    sign_in(page, live_site, around.lead)
    page.goto(f"{live_site}/cases/{case.pk}/assessment/")
    hands = Keyboard(page)

    hands.press("Start the assessment")
    hands.skip()
    hands.press("Start the assessment", kind="button")
    while part := open_part(page):
        hands.skip()
        hands.follow(part)
        hands.skip()
        hands.fill_all("Save and go on", "Said at the kitchen table.")
    hands.skip()
    hands.press("Check and submit")
    hands.skip()
    hands.fill_all("Submit the assessment", "")

    assert "The assessment is submitted" in page.inner_text("main")
    assert Assessment.objects.get().state == AssessmentState.SUBMITTED


def open_part(page: Page) -> str:
    """Give the address of the first part that has not been written."""
    waiting = page.locator(".govuk-task-list__item", has_text="Not started").locator("a")
    return waiting.first.get_attribute("href") or "" if waiting.count() else ""
