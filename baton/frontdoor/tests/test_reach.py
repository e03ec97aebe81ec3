"""An enquirer or an agency whose address does not work is rung, not written to, until somebody says that it works."""

from datetime import timedelta
from typing import Any

import pytest

from baton.core import wall
from baton.frontdoor.actions import reach, telling
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.telling import How
from baton.frontdoor.tests import asking, factories
from baton.frontdoor.tests.factories import NOW
from baton.notices.actions import delivery
from baton.notices.models import Bounce, Message
from baton.notices.rules.delivery import Status
from baton.notices.tests.factories import bounce
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db
ADDRESS = "kelly@example.org"
MOBILE = "07700 900123"


@pytest.fixture
def screener() -> Practitioner:
    return practitioner(Role.HUB_SCREENER)


def decided(screener: Practitioner, **enquirer: object) -> Enquiry:
    enquiry = factories.decided(screener)
    values = {"enquirer_email": ADDRESS, "enquirer_phone": "01302 000001", "safe_to_write": True} | enquirer
    Enquiry.objects.filter(pk=enquiry.pk).update(enquirer=None, **values)
    return Enquiry.objects.get(pk=enquiry.pk)


def test_what_came_back_stands_on_the_enquiry_with_what_to_do(screener: Practitioner) -> None:
    enquiry = decided(screener)
    told = telling.tell(enquiry=enquiry, how=How.MESSAGE, by=screener, at=NOW + timedelta(hours=2))
    assert told.message is not None
    delivery.begin(message_id=told.message.pk, at=NOW + timedelta(hours=2))
    delivery.note(
        message_id=told.message.pk, status=Status.BOUNCED, because="550", at=NOW + timedelta(hours=3)
    )

    page = text(Browser(screener).get("enquiry_page", enquiry.pk))

    assert "E-mail to the enquirer comes back" in page
    assert "Ring them: 01302 000001." in page
    assert "(came back)" in page
    assert How.MESSAGE not in telling.open_ways(enquiry)


@pytest.mark.parametrize(
    ("enquirer", "words"),
    [
        ({"enquirer_phone": ""}, "They left no telephone number"),
        ({"safe_to_ring": False}, "It is not safe to ring them"),
    ],
)
def test_nobody_is_told_to_ring_who_cannot_be_rung(
    screener: Practitioner, enquirer: dict[str, object], words: str
) -> None:
    enquiry = decided(screener, **enquirer)
    bounce(to_email=ADDRESS)

    page = text(Browser(screener).get("enquiry_page", enquiry.pk))

    assert words in page
    assert "Ring them:" not in page


def test_whoever_screens_says_that_the_address_works(screener: Practitioner) -> None:
    enquiry, browser = decided(screener), Browser(screener)
    bounce(to_email=ADDRESS.upper())

    answer = browser.post("enquiry_address", enquiry.pk)
    again = browser.post("enquiry_address", enquiry.pk)

    assert (answer.status_code, again.status_code) == (302, 302)
    assert Bounce.objects.get().confirmed_by == screener
    assert How.MESSAGE in telling.open_ways(enquiry)
    assert "comes back" not in text(browser.get("enquiry_page", enquiry.pk))


def test_one_who_signs_in_is_known_by_their_account(screener: Practitioner) -> None:
    teacher = practitioner()
    enquiry = factories.received(factories.by(teacher))
    assert reach.bounces_of(enquiry) == []
    found = bounce(teacher)

    assert reach.bounces_of(enquiry) == [found]
    with pytest.raises(reach.Reaches):
        reach.confirm_address(enquiry=decided(screener, enquirer_email=""), by=screener, at=NOW)


def test_the_page_asks_once_what_came_back(
    screener: Practitioner, django_assert_max_num_queries: Any
) -> None:
    enquiry = decided(screener, enquirer_phone=MOBILE, safe_to_text=True)
    bounce(to_email=ADDRESS)
    browser = Browser(screener)

    with django_assert_max_num_queries(60) as asked:
        page = text(browser.get("enquiry_page", enquiry.pk))

    assert "E-mail to the enquirer comes back" in page
    assert "Send a text with a link now" in page
    assert "Send an e-mail with a link now" not in page
    assert sum('FROM "notices_bounce"' in query["sql"] for query in asked.captured_queries) == 1


def test_an_agency_that_cannot_be_written_to_is_to_be_rung(screener: Practitioner) -> None:
    enquiry = factories.claimed(screener)
    request = asking.ask(enquiry, screener)
    bounce(to_email=request.to_email)

    page = text(Browser(screener).get("enquiry_page", enquiry.pk))

    assert "E-mail to them comes back: ring them" in page
    assert Message.objects.filter(status=Status.QUEUED, to_email=request.to_email).exists()
    assert wall.actor().purpose is wall.Purpose.SYSTEM


@pytest.mark.parametrize(
    ("enquirer", "open_"),
    [
        ({"safe_to_text": True}, True),
        ({"safe_to_text": None}, False),
        ({"safe_to_text": False}, False),
        ({"safe_to_text": True, "enquirer_phone": "01302 000001"}, False),
    ],
)
def test_a_text_takes_a_mobile_number_and_a_yes(
    screener: Practitioner, enquirer: dict[str, object], open_: bool
) -> None:
    enquiry = decided(screener, **{"enquirer_phone": MOBILE, "enquirer_email": ""} | enquirer)

    assert (How.TEXT in telling.open_ways(enquiry)) is open_


def test_a_family_is_told_by_a_text_with_a_link(screener: Practitioner) -> None:
    enquiry = decided(screener, enquirer_phone=MOBILE, safe_to_text=True)

    answer = Browser(screener).post("enquiry_tell", enquiry.pk, **{"tell-how": "text"})

    sent = Message.objects.get()
    assert answer.status_code == 302
    assert (sent.to_phone, sent.to_email) == ("+447700900123", "")
    assert sent.link is not None
    assert "Read it here: {link}" in sent.body
    assert "by text, with a link" in text(Browser(screener).get("enquiry_page", enquiry.pk))


def test_a_number_that_does_not_exist_is_not_texted_again(screener: Practitioner) -> None:
    enquiry = decided(screener, enquirer_phone=MOBILE, safe_to_text=True)
    sent = telling.tell(enquiry=enquiry, how=How.TEXT, by=screener, at=NOW + timedelta(hours=2)).message
    assert sent is not None
    delivery.begin(message_id=sent.pk, at=NOW + timedelta(hours=2))
    delivery.note(message_id=sent.pk, status=Status.BOUNCED, because="none", at=NOW + timedelta(hours=3))

    page = text(Browser(screener).get("enquiry_page", enquiry.pk))

    assert "A text to the enquirer comes back" in page
    assert How.TEXT not in telling.open_ways(enquiry)
    assert How.MESSAGE in telling.open_ways(enquiry)
