"""The whole road: a family from a teacher's enquiry to a measured closure, and the figures changed accordingly."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from playwright.sync_api import Page

from baton.casework.tests import factories
from baton.casework.tests.factories import Cast
from baton.frontdoor.tests import factories as enquiries
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from tests.journeys.support import helping, reading, screening
from tests.journeys.support.enquiring import makes_an_enquiry
from tests.journeys.support.walking import (
    answers,
    comes_in,
    follows,
    goes_on,
    goes_to,
    picture,
    presses,
    says,
    turns_to,
    writes,
    writes_the_day,
)

pytestmark = pytest.mark.browser

MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
FIRST_MEETING = datetime(2026, 10, 12, 14, 0, tzinfo=UTC)
LAST_MEETING = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
MOST = 40
"""How many key fields and choices an enquiry may take beside its text. Source: issue 2, "What it must show"."""

CHANGE = "We want to get to school on time without shouting"
ACTION = "Lay out clothes and bags the evening before"


@pytest.fixture
def around(live_site: str) -> Cast:
    """The people around a school, in a partnership where another family is helped already."""
    cast = factories.cast()
    factories.case(factories.household("Webb"), replace(cast, lead=practitioner(at=cast.school)))
    enquiries.received(received_at=MONDAY)
    return cast


def test_a_family_goes_the_whole_road_and_the_figures_show_it(
    live_site: str, page: Page, around: Cast
) -> None:
    analyst = practitioner(Role.ANALYST, name="Ana List")
    with time_machine.travel(MONDAY, tick=True):
        comes_in(page, live_site, analyst)
        before = reading.figures(page, date(2026, 9, 1), date(2026, 9, 14))
        comes_in(page, live_site, around.lead)
        reference = the_teacher_enquires(page)
        comes_in(page, live_site, around.screener)
        the_hub_decides(page, reference)
        comes_in(page, live_site, around.coordinator)
        screening.gives_it_to(page, "Shaw", "Lee Marsh")
        comes_in(page, live_site, around.lead)
        the_enquirer_reads_the_answer(page, reference)
        the_family_agrees_and_is_assessed(page)
        comes_in(page, live_site, around.manager)
        the_manager_authorises(page)
        comes_in(page, live_site, around.lead)
        the_plan_is_written(page)
        the_team_plans_to_meet(page)
    with time_machine.travel(FIRST_MEETING, tick=True):
        comes_in(page, live_site, around.lead)
        the_team_meets(page)
    with time_machine.travel(LAST_MEETING, tick=True):
        comes_in(page, live_site, around.lead)
        the_team_reviews(page)
        the_help_is_measured_and_ends(page)
        comes_in(page, live_site, analyst)
        after = reading.figures(page, date(2026, 9, 1), date(2026, 11, 16))
        picture(page, "figures")
    the_figures_changed(before, after)


def the_teacher_enquires(page: Page) -> str:
    reference, pen = makes_an_enquiry(page, postcode="DN5 8AB")

    says(page, "Your enquiry has been sent", "What happens next", "by Wednesday 16 September")
    picture(page, "enquiry-sent")
    assert pen.cost <= MOST, f"an enquiry takes {pen}"
    print(f"An enquiry takes {pen}")
    return reference


def the_hub_decides(page: Page, reference: str) -> None:
    screening.takes_from_the_board(page, reference)
    screening.writes_down_a_new_family(page)
    screening.answers_the_checks(page)
    screening.decides(
        page,
        level="2: Additional need",
        outcome="Early help assessment with a lead practitioner",
        reason="School and family agree that several services are needed.",
        words="Thank you. We agreed that the school starts an assessment with the family.",
    )
    screening.tells(page, "By phone")
    picture(page, "enquiry-decided")


def the_enquirer_reads_the_answer(page: Page, reference: str) -> None:
    goes_to(page, "My enquiries")
    follows(page, reference)
    says(page, "Decided", "We agreed that the school starts an assessment")
    goes_to(page, "My work")


def the_family_agrees_and_is_assessed(page: Page) -> None:
    says(page, "Ask the family whether they agree, then start the assessment")
    follows(page, "Record agreement")
    helping.agrees(page, "Kelly")
    helping.starts_the_assessment(page)
    says(page, "due 14 October 2026")
    assert helping.writes_every_part(page) == 9
    follows(page, "Check and submit")
    says(page, "Who reads and authorises it?", helping.CHILDS_WORDS)
    presses(page, "Submit the assessment")
    says(page, "The assessment is submitted.", "Waiting to be authorised")


def the_manager_authorises(page: Page) -> None:
    follows(page, "Read assessment")
    says(page, helping.CHILDS_WORDS)
    answers(page, "What do you decide?", "Authorise it")
    presses(page, "Record your decision")
    says(page, "Authorised", "authorised by Ann Bell")


def the_plan_is_written(page: Page) -> None:
    screening.opens_the_case(page, "Shaw")
    goes_on(page, "Write the plan")
    helping.agrees_an_outcome(page, CHANGE, need="Misses a lot of school")
    helping.agrees_an_action(
        page, ACTION, owner="Kelly", due=date(2026, 10, 12), measure="On time four days out of five"
    )
    picture(page, "plan")


def the_team_plans_to_meet(page: Page) -> None:
    turns_to(page, "Overview")
    goes_on(page, "Plan a meeting")
    answers(page, "What kind of meeting?", "TAF meeting")
    writes_the_day(page, "On which day?", FIRST_MEETING.date())
    writes(page, "At what time?", "3 pm")
    writes(page, "Where?", "At school")
    presses(page, "Plan the meeting")
    says(page, "The meeting is planned.", "12 October 2026, 3:00 pm")


def the_team_meets(page: Page) -> None:
    follows(page, "Record meeting")
    follows(page, "Record the meeting of 12 October 2026")
    helping.tells_who_was_there(page, "Lee Marsh (lead practitioner)", "Ava", "Kelly")
    answers(page, ACTION, "Done")
    writes(page, "What do the children say?", "I like walking with Grandma.")
    writes(page, "What does the family say", "Four good days last week.")
    writes(page, "What was decided?", "Grandma walks with Ava on Mondays\nSchool rings on Fridays")
    answers(page, "Did the team ask itself", "Yes")
    writes_the_day(page, "When does the team meet next?", LAST_MEETING.date())
    picture(page, "meeting")
    presses(page, "Record the meeting")
    says(page, "The meeting is recorded", "School rings on Fridays", "Next meeting: 16 November 2026")
    turns_to(page, "Measures")
    helping.takes_a_reading(page, "Ava", "At a review", Safety=5, Wellbeing=5)


def the_team_reviews(page: Page) -> None:
    follows(page, "Record meeting")
    follows(page, "Record the meeting of 16 November 2026")
    answers(page, "What kind of meeting was it?", "Review")
    answers(page, "Level of need now", "Universal need")
    answers(page, "What did the review decide?", "Prepare to close")
    helping.tells_who_was_there(page, "Lee Marsh (lead practitioner)", "Ava", "Kelly")
    writes(page, "What was decided?", "The school nurse stays in touch")
    presses(page, "Record the meeting")
    says(page, "Prepare to close", "Level of need: Universal need")


def the_help_is_measured_and_ends(page: Page) -> None:
    turns_to(page, "Overview")
    says(page, "The review decided to prepare the end of this help")
    turns_to(page, "Plan")
    follows(page, "It is reached")
    presses(page, "Yes, it is reached")
    turns_to(page, "Close")
    says(page, "What was measured at the start is not measured at the end")
    follows(page, "Scaling for Ava")
    helping.gives_scores(page, "At closure", Safety=8, Wellbeing=7)
    helping.takes_a_reading(page, "Leo", "At closure", Safety=8, Wellbeing=8)
    picture(page, "measures")
    helping.closes(
        page,
        reason="Planned objectives met",
        objectives="All of them",
        level="Universal need",
        view="We shout less and we are on time.",
        next_words="The school nurse, every month",
    )
    says(page, "How it ended", "We shout less and we are on time.", "The school nurse, every month")
    picture(page, "closed")


def the_figures_changed(before: dict[str, str], after: dict[str, str]) -> None:
    """One enquiry, one case and its assessment, one closure more; the rest of what the family leaves behind."""

    def risen(figure: str) -> int:
        return reading.number(after[figure]) - reading.number(before[figure])

    assert risen("Enquiries") == 1
    assert risen("Closures") == 1
    assert risen("Active cases") == 0, "one more was opened, and closed again"
    assert before["Decided within the target"] == "none to count"
    assert after["Enquirer told"] == "100 % (1 of 1)"
    assert after["Assessments within the target"] == "100 % (1 of 1)"
    assert after["All objectives met"] == "100 % (1 of 1)"
    assert after["Days a case was open"].startswith("63")
    assert after["Scaling: better"] == "100 % (2 of 2)"
    assert after["Fall in the level of need"].startswith("1")
