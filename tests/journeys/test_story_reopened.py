"""A family that was helped comes back: the same case, a new stretch of help, what was before as it was."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from playwright.sync_api import Page

from baton.casework.actions import ending
from baton.casework.actions.ending import Ending
from baton.casework.models import Case
from baton.casework.tests import factories
from baton.casework.tests.factories import Cast
from baton.partnership.rules.profile_codes import ObjectivesMet
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from tests.journeys.support import reading
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
)

pytestmark = pytest.mark.browser

CLOSED = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
BACK = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def around(live_site: str) -> Cast:
    """The Shaws, whose case opened on 7 September and closed a week later."""
    cast, home = factories.cast(), factories.household("Shaw")
    case = factories.case(home, cast)
    factories.everybody_agrees(case, home)
    over = Ending(
        case=case,
        closed_on=CLOSED.date(),
        reason="objectives_met",
        objectives=ObjectivesMet.ALL,
        level=1,
        what_next="The school nurse",
        family_view="We sleep again",
    )
    ending.write([over], by=cast.lead, at=CLOSED)
    return cast


def test_a_case_is_opened_again_as_a_new_stretch_of_help(live_site: str, page: Page, around: Cast) -> None:
    analyst = practitioner(Role.ANALYST)
    with time_machine.travel(BACK, tick=True):
        comes_in(page, live_site, analyst)
        before = reading.figures(page, date(2026, 9, 1), BACK.date())
        comes_in(page, live_site, around.coordinator)
        the_closed_case_is_found(page)
        it_is_opened_again(page)
        comes_in(page, live_site, around.lead)
        the_lead_begins_again(page)
        comes_in(page, live_site, analyst)
        after = reading.figures(page, date(2026, 9, 1), BACK.date())
    assert (before["Active cases"], after["Active cases"]) == ("0", "1")
    assert before["Closures"] == after["Closures"] == "1", "the first closure stays counted"
    spans = Case.objects.get().spans.order_by("opened_on")
    assert [(span.opened_on, span.closed_on) for span in spans] == [
        (factories.OPENED, CLOSED.date()),
        (BACK.date(), None),
    ]


def the_closed_case_is_found(page: Page) -> None:
    goes_to(page, "Cases")
    says(page, "No case is open that you may see.")
    inside(page).get_by_text("Filter this list").click()
    question(page, "State").get_by_label("Closed").check()
    presses(page, "Apply filters")
    follows(page, "Shaw")
    says(
        page, "This case is closed.", "How it ended: 7 September 2026 to 14 September 2026", "We sleep again"
    )


def it_is_opened_again(page: Page) -> None:
    turns_to(page, "Open again")
    says(page, "7 September 2026 to 14 September 2026: Planned objectives met. The school nurse")
    writes(page, "Why does the family need", "Dad has lost his work and nobody sleeps.")
    answers(page, "Level of need now", "Additional need")
    question(page, "Who leads?").get_by_label("Lee Marsh").check()
    picture(page, "open-again")
    presses(page, "Open the case again")
    says(page, "The case is open again.", "How it ended: 7 September 2026 to 14 September 2026", "Lee Marsh")


def the_lead_begins_again(page: Page) -> None:
    follows(page, "Start assessment")
    presses(page, "Start the assessment")
    says(page, "Started 2 November 2026", "due 2 December 2026")
    picture(page, "again")
