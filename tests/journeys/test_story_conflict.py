"""Two people at once: a coordinator names a relative, whose record closes to her; a safeguarding lead judges it."""

from datetime import date

import pytest
import time_machine
from playwright.sync_api import Page

from baton.casework.tests import factories
from baton.casework.tests.factories import Cast
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people import tasks
from baton.people.actions import keys
from tests.journeys.support.mailing import works_off
from tests.journeys.support.walking import (
    answers,
    comes_in,
    follows,
    goes_to,
    picture,
    presses,
    question,
    says,
    says_nothing_of,
    writes,
)

pytestmark = pytest.mark.browser

WHY = "Her manager says that Ava is her niece."


@pytest.fixture
def around(live_site: str) -> Cast:
    cast = factories.cast()
    for name in ("Shaw", "Webb"):
        factories.case(factories.household(name), cast)
    keys.rewrite_old()
    return cast


def test_a_relatives_record_closes_is_judged_and_stays_closed(
    live_site: str, page: Page, other_page: Page, around: Cast
) -> None:
    lead = practitioner(Role.SAFEGUARDING_LEAD, name="Sal Safe")

    with time_machine.travel(factories.NOW, tick=True):
        comes_in(page, live_site, around.coordinator)
        goes_to(page, "Cases")
        follows(page, "Shaw")
        says(page, "Lee Marsh")
        the_record = page.url
        the_coordinator_names_her_niece(page)
        works_off(tasks.look_for_conflicts)
        goes_to(page, "Cases")
        says(page, "Webb")
        says_nothing_of(page, "Shaw")
        page.goto(the_record)
        says(page, "There is nothing here for you to see")
        comes_in(other_page, live_site, lead)
        the_safeguarding_lead_judges_it(other_page)
        page.reload()
        says(page, "There is nothing here for you to see")
        goes_to(other_page, "Conflicts of interest")
        follows(other_page, "Monday 14 September")
        it_was_somebody_else_after_all(other_page)
        page.reload()
        says(page, "Lee Marsh")


def the_coordinator_names_her_niece(page: Page) -> None:
    goes_to(page, "Cas Hart")
    follows(page, "Say whose records you must not see")
    presses(page, "Add another person")
    niece = question(page, "Person 2")
    niece.get_by_label("A relative, or somebody I live with").check()
    niece.get_by_label("First names").fill("Ava")
    niece.get_by_label("Family name").fill("Shaw")
    _writes_the_birth(page, date(2018, 3, 27))
    presses(page, "Save")
    says(page, "My work")


def _writes_the_birth(page: Page, born: date) -> None:
    asked = question(page, "Person 2").get_by_role("group", name="Date of birth")
    for label, number in (("Day", born.day), ("Month", born.month), ("Year", born.year)):
        asked.get_by_label(label, exact=True).fill(str(number))


def the_safeguarding_lead_judges_it(page: Page) -> None:
    follows(page, "1 Conflicts of interest to judge")
    says(page, "Cas Hart", "Ava Shaw", "Nobody has judged it yet")
    picture(page, "conflicts")
    follows(page, "Monday 14 September")
    says(page, "Must this record stay closed to Cas Hart?", "a relative", "Shaw family, closed to them")
    picture(page, "judge-a-conflict")
    presses(page, "Save what you decided")
    says(page, "Choose whether it stays closed", "Write how you know")
    judges(page, "Keep it closed to them", WHY)
    says(page, "Kept closed to them")


def it_was_somebody_else_after_all(page: Page) -> None:
    says(page, WHY)
    judges(page, "Open it to them again", "Another Ava Shaw: her niece lives in another county.")


def judges(page: Page, verdict: str, why: str) -> None:
    answers(page, "Must this record stay closed to them?", verdict)
    writes(page, "How do you know?", why)
    presses(page, "Save what you decided")
