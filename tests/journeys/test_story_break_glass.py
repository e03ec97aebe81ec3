"""Two people at once: a manager opens a restricted record in an emergency, a safeguarding lead closes and judges it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Page, expect

from baton.casework.models import Case
from baton.casework.tests import factories
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people.actions import family as families
from tests.journeys.support.sending import send
from tests.journeys.support.walking import answers, comes_in, follows, goes_to, picture, presses, says, writes

pytestmark = pytest.mark.browser

EVENING = datetime(2026, 9, 14, 19, 0, tzinfo=UTC)
PASSWORD = "a long enough password"
WHY = "The school rings: nobody has come for Ava. The lead does not answer."


@pytest.fixture
def lead(live_site: str) -> Practitioner:
    return practitioner(Role.SAFEGUARDING_LEAD, name="Sal Safe")


@pytest.fixture
def case(live_site: str) -> Case:
    around = factories.cast()
    around.hub_manager.set_password(PASSWORD)
    around.hub_manager.save()
    return factories.case(factories.household("Shaw"), around)


def test_a_record_is_opened_in_an_emergency_closed_and_judged(
    live_site: str, page: Page, other_page: Page, lead: Practitioner, case: Case
) -> None:
    manager = Practitioner.objects.get(memberships__roles__contains=[Role.HUB_MANAGER.value])
    with time_machine.travel(EVENING, tick=True):
        comes_in(page, live_site, manager)
        goes_to(page, "Cases")
        follows(page, "Shaw")
        family = case.family
        families.restrict(
            family=family, reason="Refuge", expected_version=family.version, by=lead, at=EVENING
        )
    with time_machine.travel(EVENING + timedelta(minutes=20), tick=True):
        the_manager_breaks_the_glass(page)
        comes_in(other_page, live_site, lead)
        the_lead_closes_it(other_page)
        page.reload()
        says(page, "This record is restricted")
        the_lead_judges_it(other_page)


def the_manager_breaks_the_glass(page: Page) -> None:
    page.reload()
    says(page, "This record is restricted", "Sal Safe")
    follows(page, "Open it in an emergency")
    writes(page, "Password", PASSWORD)
    presses(page, "Go on")
    answers(
        page, "Why must you see this record now?", "A child may be in danger, and nobody named can be reached"
    )
    writes(page, "What has happened", WHY)
    presses(page, "Open this record")
    banner = page.get_by_role("region", name="Opened in an emergency")
    expect(banner).to_contain_text("60 minutes left")
    picture(page, "opened-in-an-emergency")
    goes_to(page, "Cases")
    follows(page, "Shaw")
    expect(banner).to_contain_text("minutes left")


def the_lead_closes_it(page: Page) -> None:
    follows(page, "1 Emergency openings to look at")
    says(page, "Open now", "A child may be in danger")
    follows(page, "Monday 14 September")
    says(page, WHY, "still open to them")
    presses(page, "Close it now")


def the_lead_judges_it(page: Page) -> None:
    answers(page, "Was it right to open this record?", "It was justified")
    writes(page, "What did you look at", "Rang the school and the manager. Right to look.")
    send(page, page.get_by_role("button", name="Save what you found"))
    says(page, "It was justified")
