"""A step-up: social care declines, is asked again, accepts, and the case of early help closes at that moment."""

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page

from baton.casework.tests import factories
from baton.casework.tests.factories import Cast
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from tests.journeys.support import passing_on, screening
from tests.journeys.support.walking import (
    answers,
    comes_in,
    follows,
    goes_to,
    inside,
    picture,
    presses,
    says,
    turns_to,
    writes,
)

pytestmark = pytest.mark.browser

MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 9, 18, 8, 0, tzinfo=UTC)
ADVICE = "Please try the intensive family support first."
NEXT = "A social worker rings the family tomorrow."


@pytest.fixture
def around(live_site: str) -> Cast:
    """A case of the Shaws, both parents agreed."""
    cast, home = factories.cast(), factories.household("Shaw")
    factories.everybody_agrees(factories.case(home, cast), home)
    return cast


@pytest.fixture
def liaison(live_site: str) -> Practitioner:
    """Who answers for social care."""
    agency = Organisation.objects.get(code="referral_and_response")
    return practitioner(Role.SOCIAL_CARE_LIAISON, name="Sol Kerr", at=agency)


def test_a_step_up_is_declined_then_asked_again_and_accepted(
    live_site: str, page: Page, around: Cast, liaison: Practitioner
) -> None:
    agency = liaison.main_organisation().name
    with time_machine.travel(MONDAY, tick=True):
        comes_in(page, live_site, around.lead)
        screening.opens_the_case(page, "Shaw")
        without_agreement_it_cannot_be_asked(page, agency)
        passing_on.agrees_to_share(page, "Kelly", agency)
        passing_on.asks_social_care(page, agency, why="Two injuries that nobody explains.")
        comes_in(page, live_site, liaison)
        social_care_declines(page)
    with time_machine.travel(FRIDAY, tick=True):
        comes_in(page, live_site, around.lead)
        the_lead_reads_why_and_asks_again(page, agency)
        comes_in(page, live_site, liaison)
        passing_on.accepts(page, NEXT)
        comes_in(page, live_site, around.lead)
        the_lead_reads_that_the_case_is_closed(page)
        comes_in(page, live_site, liaison)
        social_care_reads_on(page)


def without_agreement_it_cannot_be_asked(page: Page, agency: str) -> None:
    turns_to(page, "Transfers")
    follows(page, "Step up to")
    passing_on.writes_the_request(page, agency, why="Two injuries that nobody explains.")
    presses(page, "Ask them to take over")
    says(page, "The family has not agreed to share with this organisation.", "Two injuries")


def social_care_declines(page: Page) -> None:
    says(page, "Say whether you take this family over")
    follows(page, "Answer")
    follows(page, "Open")
    says(page, "Two injuries that nobody explains.", "What goes with it")
    picture(page, "step-up")
    follows(page, "Accept or decline")
    answers(page, "Do you take this family over?", "No")
    writes(page, "Why not", ADVICE)
    presses(page, "Send the answer")
    says(page, "No transfer waits for an answer.")


def the_lead_reads_why_and_asks_again(page: Page, agency: str) -> None:
    follows(page, "Read answer")
    says(page, "Declined", ADVICE)
    follows(page, "I have read the answer")
    presses(page, "I have read it")
    turns_to(page, "Overview")
    says(page, "Open")
    passing_on.asks_social_care(page, agency, why="A third injury, and the support service cannot start.")


def the_lead_reads_that_the_case_is_closed(page: Page) -> None:
    follows(page, "Read answer")
    says(page, "Accepted", NEXT)
    follows(page, "I have read the answer")
    presses(page, "I have read it")
    turns_to(page, "Overview")
    says(page, "This case is closed.", "How it ended", "Stepped up to children’s social care", NEXT)
    picture(page, "stepped-up")
    goes_to(page, "My work")
    says(page, "Nothing is waiting for you.")


def social_care_reads_on(page: Page) -> None:
    goes_to(page, "Transfers")
    inside(page).get_by_text("Filter this list").click()
    page.get_by_label("Answer", exact=True).select_option(label="Accepted")
    presses(page, "Apply filters")
    follows(page, "Shaw")
    says(page, "Accepted", "A third injury")
