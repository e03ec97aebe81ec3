"""A step-down comes in by the one front door, and its acceptance is the decision that leads to a case."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from playwright.sync_api import Page

from baton.casework.models import Case, Transfer
from baton.casework.tests import factories
from baton.casework.tests.factories import Cast
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from tests.journeys.support import reading, screening
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
    turns_to,
    writes,
    writes_the_day,
)

pytestmark = pytest.mark.browser

ASKED = datetime(2026, 9, 14, 8, 30, tzinfo=UTC)
DECIDED = datetime(2026, 9, 15, 9, 0, tzinfo=UTC)
ALLOCATED = datetime(2026, 9, 16, 9, 0, tzinfo=UTC)
WHY = "The child protection plan ended last week; Ava needs somebody at school to go on with her."


@pytest.fixture
def around(live_site: str) -> Cast:
    return factories.cast()


def test_a_step_down_becomes_a_case_with_its_origin(live_site: str, page: Page, around: Cast) -> None:
    with time_machine.travel(ASKED, tick=True):
        comes_in(page, live_site, around.screener)
        the_hub_keys_it(page)
    with time_machine.travel(DECIDED, tick=True):
        comes_in(page, live_site, around.screener)
        reference = the_hub_accepts_it(page)
    with time_machine.travel(ALLOCATED, tick=True):
        comes_in(page, live_site, around.coordinator)
        the_coordinator_names_the_lead(page, reference)
        the_case_says_where_it_came_from(page)
        comes_in(page, live_site, practitioner(Role.ANALYST))
        figures = reading.figures(page, date(2026, 9, 1), date(2026, 9, 16))
    assert figures["Enquiries"] == "1"
    assert figures["Step-downs from social care"].startswith("100 %")
    the_moments_agree()


def the_hub_keys_it(page: Page) -> None:
    goes_to(page, "Enquiries")
    follows(page, "Key in an enquiry")
    answers(page, "How did it come?", "Transfer")
    answers(page, "What kind of transfer?", "A step down: social care hands over to us")
    writes(page, "Which team or area asks?", "Assessment team 2")
    writes(page, "Who could coordinate the help", "Lee Marsh")
    page.get_by_label("Who made it?").select_option(label="Children’s social care")
    page.get_by_label("Their name").first.fill("Jo Reed")
    child, mother = question(page, "Person 1"), question(page, "Person 2")
    for person, given in ((child, "Ava"), (mother, "Kelly")):
        person.get_by_label("First names").fill(given)
        person.get_by_label("Family name").fill("Shaw")
    writes_the_day(page, "Date of birth", date(2018, 3, 27))
    writes(page, "Address", "1 High Street")
    writes(page, "Postcode", "DN5 8AB")
    writes(page, "What is worrying?", WHY)
    answers(page, "Does the family know", "They know, and they agree")
    picture(page, "step-down")
    presses(page, "Save")
    says(page, WHY, "Assessment team 2")
    goes_to(page, "Enquiries")
    says(page, "New (1)", "Step-down")


def the_hub_accepts_it(page: Page) -> str:
    goes_to(page, "Enquiries")
    reference = inside(page).locator(".baton-card__link").first.inner_text()
    screening.takes_from_the_board(page, reference)
    screening.writes_down_a_new_family(page)
    screening.answers_the_checks(page)
    screening.decides(
        page,
        level="3: Multiple or unmet need",
        outcome="Early help assessment with a lead practitioner",
        reason="Risk has fallen; school can lead what remains.",
    )
    screening.tells(page, "By phone")
    return reference


def the_coordinator_names_the_lead(page: Page, reference: str) -> None:
    goes_to(page, "Cases")
    follows(page, "Families waiting for somebody to lead")
    says(page, reference, "step-down")
    follows(page, "Shaw")
    says(page, "Lee Marsh")
    question(page, "Who leads?").get_by_label("Lee Marsh").check()
    answers(page, "Do they know?", "They have agreed already")
    presses(page, "Open the case")


def the_case_says_where_it_came_from(page: Page) -> None:
    says(page, "A step-down from social care", "15 September 2026", "Lee Marsh")
    turns_to(page, "Transfers")
    says(page, "Step down from social care", "Accepted", "Assessment team 2")
    says(page, "Monday 14 September, 9:30 am", "Tuesday 15 September, 10:00 am")
    picture(page, "stepped-down")


def the_moments_agree() -> None:
    """Requested is received, accepted is decided, and that is the moment at which the case opened."""
    case, transfer = Case.objects.get(), Transfer.objects.get()
    enquiry = case.enquiry
    assert enquiry is not None
    assert transfer.requested_at == enquiry.received_at
    assert transfer.answered_at == enquiry.decisions.get().decided_at
    assert (case.origin, case.opened_on) == ("step_down", DECIDED.date())
