"""A family asks for help themselves: plain words, a reference, what happens next, and an answer that only they read."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Page, expect

from baton.casework.tests import factories
from baton.casework.tests.factories import Cast
from baton.core import jobs
from baton.notices import tasks
from baton.partnership.tests.factories import practitioner
from baton.people.actions import keys
from tests.journeys.support import screening
from tests.journeys.support.enquiring import AVA, KELLY, makes_an_enquiry, reference_on
from tests.journeys.support.walking import (
    answers,
    comes_in,
    comes_in_from_the_street,
    follows,
    goes_to,
    inside,
    picture,
    presses,
    question,
    says,
    says_nothing_of,
    writes,
)

pytestmark = pytest.mark.browser

MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
WORRY = "My daughter will not go to school and nobody sleeps."
ANSWER = "Thank you for asking. The family hub in Bentley has a morning group, and we will ring the school with you."


@pytest.fixture
def around(live_site: str) -> Cast:
    """The people around the Shaws, whom they help already."""
    cast = factories.cast()
    home = factories.household("Shaw")
    keys.rewrite([home.mother.pk, home.father.pk, home.child.pk])
    factories.case(home, cast)
    return cast


def asks(page: Page, site: str, name: str, child: str) -> str:
    """Ask from the front page on, and read what the last page says."""
    comes_in_from_the_street(page, site)
    follows(page, "Ask for help for your family")
    follows(page, "No, I want to ask for help")
    picture(page, "ask")
    writes(page, "What is worrying you?", WORRY)
    writes(page, "What would help?", "A calm morning.")
    answers(page, "Who are you?", "I am a parent or I look after a child")
    writes(page, "Your name", name)
    writes(page, "Your postcode", "DN5 8AB")
    writes(page, "First name", child)
    writes(page, "How old are they?", "8")
    answers(page, "How can we reach you safely?", "E-mail me")
    writes(page, "Your e-mail", "kelly@example.org")
    answers(page, "Can we talk to people", "No")
    writes(page, "Is there somebody who must not know", "Please do not tell my brother.")
    presses(page, "Send")
    says(page, "We have your request for help", "What happens next", "We get in touch in the way you chose.")
    return inside(page).inner_text()


def alike(said: str) -> str:
    """Leave out what differs between any two enquiries: the reference."""
    return re.sub(r"E-[0-9A-Z]{6}", "E-", said)


def test_a_family_asks_is_answered_and_reads_the_answer(live_site: str, page: Page, around: Cast) -> None:
    with time_machine.travel(MONDAY, tick=True):
        asks(page, live_site, "Kelly Shaw", "Ava")
        reference = reference_on(page)
        picture(page, "ask-sent")
        comes_in(page, live_site, around.screener)
        it_stands_on_the_board(page, reference)
        the_hub_answers(page, reference)
        the_family_reads_the_answer(page)
        comes_in(page, live_site, around.lead)
        the_lead_practitioner_reads_what_came_in(page)


def it_stands_on_the_board(page: Page, reference: str) -> None:
    goes_to(page, "Enquiries")
    card = inside(page).locator(".baton-card", has_text=reference)
    expect(card).to_contain_text("The family itself")
    expect(card).to_contain_text(WORRY)
    expect(card).to_contain_text("due in 2 days")


def the_hub_answers(page: Page, reference: str) -> None:
    screening.takes_from_the_board(page, reference)
    says(page, "To be careful about", "Please do not tell my brother.", "not to talk to others")
    follows(page, "Look who they could be")
    answers(page, "Who is Kelly Shaw?", "Kelly Shaw, 36 years, born 6 May 1990")
    answers(page, "Who is Ava?", "Ava Shaw, 8 years, 5 months, born 27 March 2018")
    answers(page, "Which family is this about?", "The Shaw family")
    presses(page, "Link")
    says(page, "What each agency knows", "Lee Marsh, Hill Top School")
    screening.answers_the_checks(page)
    screening.decides(
        page,
        level="2: Additional need",
        outcome="Information for a case already open",
        under_way="lead practitioner, Lee Marsh, Hill Top School",
        reason="The school leads already and is told at once.",
        words=ANSWER,
    )
    question(page, "How were they told").get_by_label("Send an e-mail with a link now").check()
    presses(page, "Record it, or send it")


def the_family_reads_the_answer(page: Page) -> None:
    for job in jobs.waiting("notices.deliver"):
        tasks.deliver(**job)
    [letter] = mail.outbox
    assert letter.to == ["kelly@example.org"]
    assert "Shaw" not in letter.body
    assert "school" not in letter.body
    page.context.clear_cookies()
    page.goto(re.findall(r"https?://\S+", letter.body)[0])
    says(page, "You have an answer")
    presses(page, "Show the answer")
    says(page, ANSWER)
    picture(page, "answer")


def the_lead_practitioner_reads_what_came_in(page: Page) -> None:
    says(page, "To read", "Read what came in about this family")
    follows(page, "Read")
    says(page, WORRY, "To be careful about", "Please do not tell my brother.")
    presses(page, "I have read this")
    says(page, "Read Monday 14 September")
    goes_to(page, "My work")
    says_nothing_of(page, "To read")
    picture(page, "information")


def test_nobody_learns_from_asking_whether_a_family_is_known(
    live_site: str, page: Page, around: Cast
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        known = asks(page, live_site, "Kelly Shaw", "Ava")
        unknown = asks(page, live_site, "Zoe Quill", "Una")
        assert alike(known) == alike(unknown)

        comes_in(page, live_site, practitioner(name="Tess Hill"))
        assert tells_a_teacher(page, "Shaw") == tells_a_teacher(page, "Quill")


def tells_a_teacher(page: Page, family: str) -> str:
    """Make an enquiry for a school that knows nobody, and read what the pages say of it."""
    people = [replace(one, family=family) for one in (AVA, KELLY)]
    reference, _ = makes_an_enquiry(page, *people, postcode="DN5 8AB")
    sent = inside(page).inner_text()
    follows(page, "your enquiries")
    follows(page, reference)
    says(page, "Received")
    return alike(sent + inside(page).inner_text())
