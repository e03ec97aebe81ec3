"""One parent refuses, the other agrees: the assessment goes ahead, and nobody's part is written over their head."""

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from baton.casework.tests import factories
from baton.casework.tests.factories import Cast
from baton.people.tests import factories as people
from tests.journeys.support import helping, screening
from tests.journeys.support.walking import (
    answers,
    comes_in,
    follows,
    goes_on,
    inside,
    picture,
    presses,
    says,
    says_nothing_of,
    turns_to,
    writes,
)

pytestmark = pytest.mark.browser

MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)


@pytest.fixture
def around(live_site: str) -> Cast:
    """A case of the Shaws: mother, father and Ava, and her grandmother who lives with them."""
    cast, home = factories.cast(), factories.household("Shaw")
    people.adult("Gran", of=home.family)
    factories.case(home, cast)
    return cast


def test_the_assessment_goes_ahead_without_the_part_of_who_refused(
    live_site: str, page: Page, around: Cast
) -> None:
    with time_machine.travel(MONDAY, tick=True):
        comes_in(page, live_site, around.lead)
        the_father_refuses(page)
        the_mother_agrees(page)
        the_assessment_waits_for_the_grandmother(page)
        a_reason_not_to_ask_opens_the_way(page)


def the_father_refuses(page: Page) -> None:
    screening.opens_the_case(page, "Shaw")
    goes_on(page, "Record agreement")
    helping.records_the_answer(page, "Dean", "No, they do not agree", right="For themselves alone")
    page.get_by_label("Why not?").first.select_option(label="Does not see the need that others see")
    writes(page, "In their words", "There is nothing wrong with us.")
    helping.keeps_the_answer(page, "By telephone")
    says(page, "There is nothing wrong with us.")
    turns_to(page, "Overview")
    says(page, "Everybody asked has said no so far")
    turns_to(page, "Assessment")
    says(page, "The assessment has not been started.")
    picture(page, "refused")


def the_mother_agrees(page: Page) -> None:
    helping.agrees(page, "Kelly")
    says(page, "Somebody who can decide has agreed to this help.")
    helping.starts_the_assessment(page)


def the_assessment_waits_for_the_grandmother(page: Page) -> None:
    expect(part_of(page, "Dean")).to_contain_text("Left out")
    expect(part_of(page, "Dean")).to_contain_text("They do not agree, so this part stays empty")
    expect(part_of(page, "Gran")).to_contain_text("Ask for agreement first")
    picture(page, "waits")
    helping.writes_every_part(page)
    follows(page, "Check and submit")
    says(page, "Before you can submit", "Gran")
    expect(page.get_by_role("button", name="Submit the assessment")).to_have_count(0)
    picture(page, "cannot-submit")


def a_reason_not_to_ask_opens_the_way(page: Page) -> None:
    turns_to(page, "Assessment")
    part_of(page, "Gran").get_by_role("link").click()
    answers(page, "What did they say?", "They are not to be asked")
    answers(page, "Why not?", "Cannot be found, although tried")
    writes(page, "What do you base this on?", "She moved to Leeds in June and left no number.")
    helping.keeps_the_answer(page, how="")
    turns_to(page, "Assessment")
    expect(part_of(page, "Gran")).to_contain_text("Optional")
    follows(page, "Check and submit")
    says_nothing_of(page, "Before you can submit", "There is nothing wrong with us.")
    presses(page, "Submit the assessment")
    says(page, "Waiting to be authorised")


def part_of(page: Page, who: str):  # type: ignore[no-untyped-def]
    """Find somebody's own part among the parts of the assessment."""
    return inside(page).locator("h2", has_text=who).locator("xpath=following-sibling::*[1]")
