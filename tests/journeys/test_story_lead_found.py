"""Nobody leads a case: the coordinator asks a school, which cannot and says why; the next one accepts."""

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page

from baton.casework.models import Case
from baton.casework.tests import factories
from baton.casework.tests.factories import Cast
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import organisation, practitioner
from baton.people.models import Involvement
from tests.journeys.support.walking import (
    answers,
    comes_in,
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

MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
WHY = "Two families since Monday. The children’s centre knows the mother."


@pytest.fixture
def around(live_site: str) -> Cast:
    """A case of the Shaws that nobody leads; the school works with them, and so does the children’s centre."""
    cast, home = factories.cast(), factories.household("Shaw")
    factories.case(home, None, coordinator=cast.coordinator)
    Involvement.objects.create(family=home.family, kind="school", organisation=cast.school)
    return cast


@pytest.fixture
def centre(live_site: str, around: Cast) -> Practitioner:
    """Who works at the children’s centre that knows the family, in its place."""
    at = organisation("Sunny Days", agency_type="childrens_centre")
    Involvement.objects.create(family=Case.objects.get().family, kind="childrens_centre", organisation=at)
    return practitioner(name="Bea Hill", at=at, localities=(around.place,))


def test_a_school_cannot_lead_and_the_next_one_accepts(
    live_site: str, page: Page, around: Cast, centre: Practitioner
) -> None:
    with time_machine.travel(MONDAY, tick=True):
        comes_in(page, live_site, around.coordinator)
        follows(page, "1 Nobody leads now")
        says(page, "7 days without a lead", "Nobody is asked yet")
        picture(page, "unled")
        follows(page, "Choose who leads")
        asks(page, "Lee Marsh")
        comes_in(page, live_site, around.lead)
        the_school_cannot(page)
        comes_in(page, live_site, around.coordinator)
        the_coordinator_reads_why_and_asks_the_next(page)
        comes_in(page, live_site, centre)
        the_centre_accepts(page)
        comes_in(page, live_site, around.coordinator)
        says(page, "0 Nobody leads now")
        goes_to(page, "Cases")
        says(page, "Bea Hill")


def asks(page: Page, whom: str) -> None:
    question(page, "Who leads?").get_by_label(whom).check()
    answers(page, "Do they know?", "Ask them first")
    writes(page, "What should they know", "Their grandmother helps a lot.")
    question(page, "Level of need now").get_by_role("radio").nth(1).check()
    picture(page, "who-leads")
    presses(page, "Go on")
    says(page, "They have been asked.", "Somebody has been asked to")


def the_school_cannot(page: Page) -> None:
    says(page, "Say whether you can lead this case")
    follows(page, "Answer")
    says(
        page,
        "Cas Hart asked you",
        "Their grandmother helps a lot.",
        "the organisation works with the family",
    )
    answers(page, "Can you lead this case?", "No, I cannot")
    answers(page, "Why not?", "No room for another case now")
    writes(page, "What else should they know?", WHY)
    picture(page, "asked-to-lead")
    presses(page, "Send my answer")
    says(page, "Somebody else will be asked.", "Nothing is waiting for you.")


def the_coordinator_reads_why_and_asks_the_next(page: Page) -> None:
    says(page, "ask the next one")
    follows(page, "Choose who leads")
    says(page, "No room for another case now", WHY)
    first = question(page, "Who leads?").get_by_role("radio").first
    assert (
        inside(page).locator(f"label[for='{first.get_attribute('id')}']").inner_text().startswith("Bea Hill")
    )
    asks(page, "Bea Hill")


def the_centre_accepts(page: Page) -> None:
    follows(page, "Answer")
    answers(page, "Can you lead this case?", "Yes, I lead it from now on")
    presses(page, "Send my answer")
    says(page, "You lead this case now.", "Record agreement")
    picture(page, "lead-found")
