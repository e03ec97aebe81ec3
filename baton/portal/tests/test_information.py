"""An agency answers by a link without an account, a practitioner after signing in."""

from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse

from baton.frontdoor.actions import information
from baton.frontdoor.actions.information import Recipient
from baton.frontdoor.models import Enquiry, InformationReply, InformationRequest
from baton.frontdoor.rules.check import Answer
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.asking import ask, close_to, reply, token
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.journal.models import AccessEntry
from baton.notices.models import Link
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import practitioner
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW + 2 * HOUR, tick=False)]
WHO = {"name": "Nia Ford", "role": "School nurse", "phone": "01302 000000"}
KNOWN = {"answer": "found", "known": "Ava is often tired.", "send_answer": "yes"}


@pytest.fixture
def enquiry() -> Enquiry:
    return factories.claimed(factories.screener())


@pytest.fixture
def request_made(enquiry: Enquiry) -> InformationRequest:
    assert enquiry.claimed_by is not None
    return ask(enquiry, enquiry.claimed_by)


def url(request: InformationRequest) -> str:
    return reverse("link_open", args=[token(request)])


def looks(enquiry: Enquiry) -> int:
    return AccessEntry.objects.filter(reason__endswith=enquiry.reference, url_name="link_open").count()


# By a link


def test_no_name_stands_before_somebody_says_who_looks(
    client: Client, enquiry: Enquiry, request_made: InformationRequest
) -> None:
    page = client.get(url(request_made))

    assert "This question is for School office" in text(page)
    assert not any(word in text(page) for word in ("Ava", "Shaw", enquiry.reference))
    assert looks(enquiry) == 0
    assert Link.objects.get().used_at is None


def test_who_says_nothing_of_themselves_sees_no_name(
    client: Client, request_made: InformationRequest
) -> None:
    page = client.post(url(request_made), {"name": "Nia Ford"})

    assert page.status_code == 422
    assert "Enter your role" in text(page)
    assert "Ava" not in text(page)


def test_names_and_birth_dates_are_shown_and_nothing_that_was_said(
    client: Client, enquiry: Enquiry, request_made: InformationRequest
) -> None:
    page = text(client.post(url(request_made), WHO))

    assert "Ava Shaw, child, born 27 March 2018" in page
    assert "Kelly Shaw, adult, birth date not known" in page
    assert "Do you work with them?" in page
    for secret in ("not been to school", "High Street", "07700", "Her grandmother helps"):
        assert secret not in page
    assert looks(enquiry) == 1
    request_made.refresh_from_db()
    assert request_made.opened_by == "Nia Ford, School nurse, 01302 000000"


def test_an_answer_is_sent_once_and_shown_as_sent(
    client: Client, enquiry: Enquiry, request_made: InformationRequest
) -> None:
    answer = client.post(url(request_made), WHO | KNOWN)
    again = client.post(url(request_made), WHO | KNOWN | {"known": "Something else."})

    assert answer.url == url(request_made)
    kept = InformationReply.objects.get()
    assert (kept.text, kept.name, kept.by) == ("Ava is often tired.", "Nia Ford", None)
    sent = text(client.get(answer.url))
    assert "Your answer has been sent" in sent
    assert "tired" not in sent
    assert "Ava is often tired." in text(again)


def test_sent_twice_at_once_counts_once(client: Client, request_made: InformationRequest) -> None:
    with mock.patch.object(information, "reply", side_effect=information.NoLongerNeeded):
        answer = client.post(url(request_made), WHO | KNOWN)

    assert answer.url == url(request_made)


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"answer": ""}, "Say whether you know them"), ({"known": ""}, "Write what you know")],
)
def test_what_is_missing_is_said_and_who_looks_is_not_asked_again(
    client: Client, request_made: InformationRequest, typed: dict[str, str], said: str
) -> None:
    page = client.post(url(request_made), WHO | KNOWN | typed)

    assert said in text(page)
    assert b'value="School nurse"' in page.content
    assert not InformationReply.objects.exists()


def test_an_answer_of_nobody_is_not_taken(client: Client, request_made: InformationRequest) -> None:
    page = client.post(url(request_made), KNOWN)

    assert "Say who you are" in text(page)
    assert not InformationReply.objects.exists()


@pytest.mark.parametrize("how", ["withdrawn", "decided", "too old", "gone"])
def test_a_link_that_is_not_needed_shows_nothing(
    client: Client, enquiry: Enquiry, request_made: InformationRequest, how: str, time_machine: Any
) -> None:
    screener = enquiry.claimed_by
    assert screener is not None
    address = url(request_made)
    if how == "withdrawn":
        information.withdraw_request(request=request_made, reason="x", by=screener, at=NOW)
    elif how == "decided":
        factories.decide(factories.linked(factories.checked(enquiry, screener), screener), screener)
    elif how == "too old":
        time_machine.move_to(NOW + 24 * 15 * HOUR)
    else:
        Link.objects.update(ref=enquiry.pk)

    for page in (client.get(address), client.post(address, WHO), client.post(address, WHO | KNOWN)):
        assert page.status_code == 404
        assert "This link does not work any more" in text(page)
        assert "Ava" not in text(page)


# After signing in


def asked_of(enquiry: Enquiry, nurse: Practitioner) -> InformationRequest:
    assert enquiry.claimed_by is not None
    return ask(enquiry, enquiry.claimed_by, of=Recipient(email=nurse.email))


def test_a_practitioner_answers_after_signing_in(enquiry: Enquiry) -> None:
    nurse = practitioner(name="Nia Ford", job_title="School nurse")
    request = asked_of(enquiry, nurse)
    browser = Browser(nurse)

    before = text(browser.get("information_request_answer", request.pk))
    empty = text(browser.post("information_request_answer", request.pk))
    browser.post("information_request_answer", request.pk, answer=Answer.NONE_FOUND)
    after = text(browser.get("information_request_answer", request.pk))
    again = text(browser.post("information_request_answer", request.pk, answer=Answer.NONE_FOUND))

    assert "Ava Shaw, child, born 27 March 2018" in before
    assert "Say whether you know them" in empty
    assert InformationReply.objects.get().by == nurse
    assert "No, they are not known to us" in after
    assert "This question has been answered" in again
    assert AccessEntry.objects.filter(
        practitioner_id=nurse.pk, reason=f"information request {enquiry.reference}"
    ).exists()


def test_it_stands_on_their_list_of_work_until_it_is_answered(enquiry: Enquiry) -> None:
    nurse = practitioner()
    request = asked_of(enquiry, nurse)

    waiting = text(Browser(nurse).get("my_work"))
    reply(request)

    assert "Say what you know about a family" in waiting
    assert "Ava" not in waiting
    assert "Say what you know" not in text(Browser(nurse).get("my_work"))


def test_somebody_elses_question_is_not_there_and_one_taken_back_shows_nothing(enquiry: Enquiry) -> None:
    nurse = practitioner()
    request = asked_of(enquiry, nurse)

    assert Browser(practitioner()).get("information_request_answer", request.pk).status_code == 404
    assert enquiry.claimed_by is not None
    information.withdraw_request(request=request, reason="x", by=enquiry.claimed_by, at=NOW)
    page = text(Browser(nurse).get("information_request_answer", request.pk))

    assert "This link does not work any more" in page
    assert "Ava" not in page


def test_what_closes_to_whoever_was_asked_shows_them_nothing(enquiry: Enquiry) -> None:
    mother, nurse = practitioner(), practitioner()
    request, other = asked_of(enquiry, mother), asked_of(enquiry, nurse)
    close_to(mother, enquiry)

    browser = Browser(mother)
    for page in (
        browser.get("information_request_answer", request.pk),
        browser.post("information_request_answer", request.pk, answer=Answer.NONE_FOUND),
    ):
        assert "This link does not work any more" in text(page)
        assert "Ava" not in text(page)
    assert not InformationReply.objects.exists()
    assert "Say what you know" not in text(browser.get("my_work"))
    assert "Ava Shaw" in text(Browser(nurse).get("information_request_answer", other.pk))


def test_whoever_screens_reads_whom_to_ring(enquiry: Enquiry, time_machine: Any) -> None:
    screener = enquiry.claimed_by
    assert screener is not None
    ask(enquiry, screener)
    time_machine.move_to(NOW + 30 * HOUR)

    page = text(Browser(screener).get("my_work"))

    assert "School office has not answered. Ring them" in page
