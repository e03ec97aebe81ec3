"""Two people at once: the front door asks a clinician for her view of an enquiry, who reads it, and answers."""

import pytest
import time_machine
from playwright.sync_api import Page

from baton.frontdoor.tests import factories as door
from baton.frontdoor.tests.specialists import clinician
from tests.journeys.support.screening import takes_from_the_board
from tests.journeys.support.walking import (
    answers,
    comes_in,
    follows,
    goes_to,
    picture,
    presses,
    says,
    says_nothing_of,
    writes,
)

pytestmark = pytest.mark.browser

ASKED = "Is it more than being tired?"
VIEW = "Her school can help first. Ask us again after half-term."


def test_a_clinician_is_asked_reads_the_enquiry_and_answers(
    live_site: str, page: Page, other_page: Page
) -> None:
    screener, cam = door.screener(name="Sid Rowe"), clinician(name="Cam Hill")
    enquiry = door.received()

    with time_machine.travel(door.NOW, tick=True):
        comes_in(page, live_site, screener)
        takes_from_the_board(page, enquiry.reference)
        the_front_door_asks(page)
        comes_in(other_page, live_site, cam)
        the_clinician_reads(other_page, enquiry.reference)
        the_clinician_answers(other_page, enquiry.reference)
        page.reload()
        says(page, "CAMHS clinicians", "Advises", VIEW, "Cam Hill")


def the_front_door_asks(page: Page) -> None:
    follows(page, "Ask specialists")
    answers(page, "Whose view do you ask for?", "CAMHS clinicians")
    writes(page, "What do you want to know?", ASKED)
    picture(page, "ask-specialists")
    presses(page, "Ask them")
    says(page, "CAMHS clinicians", "Not answered yet")


def the_clinician_reads(page: Page, reference: str) -> None:
    says(page, reference, "Say what you think of an enquiry, as a specialist")
    follows(page, "Answer")
    says(page, ASKED)
    follows(page, "Read the enquiry")
    says(page, "nobody sleeps")
    says_nothing_of(page, "Ask an agency")
    picture(page, "enquiry-for-a-specialist")


def the_clinician_answers(page: Page, reference: str) -> None:
    goes_to(page, "For specialists")
    follows(page, reference)
    presses(page, "Send your view")
    says(page, "Choose your view")
    answers(page, "What is your view?", "Others can help: our advice is below")
    writes(page, "In your words", VIEW)
    picture(page, "view-of-a-specialist")
    presses(page, "Send your view")
    says(page, "Nothing waits for your view.")
    says_nothing_of(page, reference)
