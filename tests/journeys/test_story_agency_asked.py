"""Two people at once: the front door asks a school what it knows, the school answers by its link, without an account."""

import pytest
import time_machine
from playwright.sync_api import Page

from baton.frontdoor.tests import factories as door
from baton.notices.models import Link
from tests.journeys.support.walking import (
    answers,
    comes_in,
    follows,
    goes_to,
    presses,
    question,
    says,
    says_nothing_of,
    writes,
)

pytestmark = pytest.mark.browser

KNOWN = "Ava comes late on most days and is often tired."


def test_a_school_is_asked_and_answers_by_its_link(live_site: str, page: Page, other_page: Page) -> None:
    screener = door.screener(name="Sid Rowe")
    enquiry = door.claimed(screener)

    with time_machine.travel(door.NOW, tick=True):
        comes_in(page, live_site, screener)
        goes_to(page, "Enquiries")
        follows(page, enquiry.reference)
        the_front_door_asks(page)
        the_school_answers(other_page, f"{live_site}/link/{Link.objects.get().token}/")
        page.reload()
        says(page, "Known to them", KNOWN, "Hana Mead")


def the_front_door_asks(page: Page) -> None:
    follows(page, "Ask an agency")
    writes(page, "Their e-mail address", "office@hilltop.example.org")
    writes(page, "Whom there?", "Safeguarding lead")
    question(page, "Why may you ask?").get_by_role("radio").first.check()
    question(page, "What do you ask?").get_by_label("Do you work with them now, and who does?").check()
    presses(page, "Send")
    says(page, "Not answered yet")


def the_school_answers(page: Page, link: str) -> None:
    page.goto(link)
    says(page, "Say who you are before you see any name")
    says_nothing_of(page, "Ava")
    writes(page, "Your name", "Hana Mead")
    writes(page, "Your role", "Head of year")
    writes(page, "Your telephone number", "01302 000111")
    presses(page, "Show whom it is about")
    says(page, "Ava Shaw, child, born 27 March 2018")
    says_nothing_of(page, "three weeks")
    answers(page, "Do you know them?", "Yes, they are known to us")
    writes(page, "What do you know?", KNOWN)
    presses(page, "Send the answer")
    says(page, "Thank you")
