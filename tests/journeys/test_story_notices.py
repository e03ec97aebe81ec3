"""Two people at once: a teacher chooses when to be written to; the hub manager sees what waits, and what came back."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Page

from baton.frontdoor.actions import telling
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.telling import How
from baton.frontdoor.tests import factories as door
from baton.notices.actions import delivery
from baton.notices.models import Message
from baton.notices.rules.delivery import Status
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import practitioner
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

AFTERNOON = datetime(2026, 9, 14, 16, 30, tzinfo=UTC)  # half past five in summer time
THURSDAY = datetime(2026, 9, 17, 8, 5, tzinfo=UTC)
ADDRESS = "hana@example.org"


@pytest.fixture
def enquiry(live_site: str) -> Enquiry:
    teacher = practitioner(name="Hana Mead", email=ADDRESS)
    return door.decided(door.screener(name="Sid Rowe"), new=door.by(teacher))


def test_what_waits_for_its_hour_comes_back_and_goes_out_again(
    live_site: str, page: Page, other_page: Page, enquiry: Enquiry
) -> None:
    teacher, manager = Practitioner.objects.get(email=ADDRESS), door.manager(name="Hal Poole")

    with time_machine.travel(AFTERNOON, tick=True):
        comes_in(page, live_site, teacher)
        the_teacher_chooses(page)
        message = the_front_door_writes(enquiry)
        comes_in(other_page, live_site, manager)
        goes_to(other_page, "Sent messages")
        says(other_page, "Waiting to be sent", "not before Wednesday 16 September, 9:00 am")
    with time_machine.travel(THURSDAY, tick=True):
        comes_back(message)
        comes_in(other_page, live_site, manager)
        the_manager_sees_what_came_back(other_page)
        comes_in(page, live_site, teacher)
        the_teacher_says_that_it_works(page)
        other_page.reload()
        says(other_page, "Every address works")
        goes_to(other_page, "Sent messages")
        says(other_page, "Came back")


def the_teacher_chooses(page: Page) -> None:
    goes_to(page, "Hana Mead")
    follows(page, "Choose what we write to you about, and when")
    answers(page, "Your work is late", "Not at all")
    writes(page, "From", "5 pm")
    presses(page, "Save")
    says(page, "Enter until when, or leave both times empty")
    writes(page, "Until", "9 am")
    question(page, "Days on which you do not work").get_by_label("Tuesday").check()
    picture(page, "notices-chosen")
    presses(page, "Save")
    says(page, "Saved. It holds for what is written from now on.")


def the_front_door_writes(enquiry: Enquiry) -> Message:
    told = telling.tell(
        enquiry=enquiry, how=How.MESSAGE, by=door.screener(), at=AFTERNOON + timedelta(minutes=5)
    )
    assert told.message is not None
    return told.message


def comes_back(message: Message) -> None:
    delivery.begin(message_id=message.pk, at=THURSDAY)
    delivery.note(
        message_id=message.pk, status=Status.BOUNCED, because="550 5.1.1 no such mailbox", at=THURSDAY
    )


def the_manager_sees_what_came_back(page: Page) -> None:
    goes_to(page, "Sent messages")
    follows(page, "1 did not arrive")
    says(page, "Came back", "no such mailbox")
    picture(page, "messages-came-back")
    follows(page, "Addresses that do not work")
    says(page, "Hana Mead", ADDRESS)


def the_teacher_says_that_it_works(page: Page) -> None:
    says(page, f"Messages to {ADDRESS} come back")
    follows(page, "Look at it")
    says(page, "no such mailbox")
    picture(page, "address-works")
    presses(page, "Yes, it works")
    says(page, f"We write to {ADDRESS} again.")
    assert inside(page).get_by_text("come back").count() == 0
