"""A child at risk of significant harm never waits in a queue: a practitioner and the public are sent to ring now."""

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page

from baton.casework.tests import factories
from baton.casework.tests.factories import Cast
from baton.core.models import Draft
from baton.frontdoor.models import Enquiry, SafeguardingStop
from baton.partnership import profiles
from tests.journeys.support.enquiring import reference_on
from tests.journeys.support.walking import (
    answers,
    comes_in,
    comes_in_from_the_street,
    follows,
    goes_to,
    picture,
    presses,
    says,
    says_nothing_of,
    writes,
)

pytestmark = pytest.mark.browser

MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
CHILD = "Ava Shaw, 8 years"
WORRY = "A bruise on her arm that nobody explains."


@pytest.fixture
def around(live_site: str) -> Cast:
    return factories.cast()


def test_a_practitioner_is_sent_to_ring_and_the_manager_checks_that_it_arrived(
    live_site: str, page: Page, around: Cast
) -> None:
    with time_machine.travel(MONDAY, tick=True):
        comes_in(page, live_site, around.lead)
        a_teacher_stops(page)
        comes_in(page, live_site, around.screener)
        it_is_in_no_queue(page)
        comes_in(page, live_site, around.hub_manager)
        the_manager_records_the_receipt(page)


def a_teacher_stops(page: Page) -> None:
    social_care = profiles.current().social_care
    goes_to(page, "New enquiry")
    writes(page, "What is worrying you?", WORRY)
    presses(page, "A child may be at risk of significant harm")
    says(page, "Ring now", social_care.name, social_care.telephone, social_care.referral)
    picture(page, "stop")
    writes(page, "Which child?", CHILD)
    presses(page, "Keep this, so that somebody checks it arrived")
    says(page, "Have you rung?", social_care.telephone, social_care.referral, CHILD)
    follows(page, "Go to my enquiries")
    follows(page, "Nobody named yet")
    assert page.get_by_label("What is worrying you?").input_value() == WORRY, "what was typed is still there"


def it_is_in_no_queue(page: Page) -> None:
    goes_to(page, "Enquiries")
    says(page, "New (0)", "Screening (0)")
    says_nothing_of(page, "Ava Shaw")


def the_manager_records_the_receipt(page: Page) -> None:
    goes_to(page, "Enquiries")
    follows(page, "What nobody holds yet")
    says(page, CHILD, "Lee Marsh, Hill Top School", "due tomorrow")
    picture(page, "stop-list")
    follows(page, "Record the receipt")
    presses(page, "Record the receipt")
    says(page, "Write who confirmed it")
    writes(page, "Who confirmed it", "Jo Reed on the duty desk has it and visits today.")
    presses(page, "Record the receipt")
    says(page, "Every one of them has arrived.")
    says_nothing_of(page, CHILD)


def test_the_public_is_told_whom_to_ring_and_nothing_is_kept_unless_they_go_on(
    live_site: str, page: Page, around: Cast
) -> None:
    with time_machine.travel(MONDAY, tick=True):
        comes_in_from_the_street(page, live_site)
        follows(page, "Ask for help for your family")
        follows(page, "Yes")
        says(page, "999", profiles.current().social_care.telephone, "We have not kept anything about you.")
        picture(page, "danger")
        assert not any(kept.objects.exists() for kept in (Enquiry, SafeguardingStop, Draft))

        follows(page, "I have rung, or I do not need to.")
        writes(page, "What is worrying you?", "I am afraid of my husband when he drinks.")
        writes(page, "First name", "Ava")
        answers(page, "Who are you?", "I am a parent or I look after a child")
        answers(page, "How can we reach you safely?", "I will ring you")
        answers(page, "Can we talk to people", "Yes")
        presses(page, "Send")
        reference = reference_on(page)

        comes_in(page, live_site, around.screener)
        goes_to(page, "Enquiries")
        says(page, "New (1)", reference)
