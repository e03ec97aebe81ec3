"""Asking agencies, and the one list of what each of them knows."""

from typing import Any
from uuid import uuid4

import pytest

from baton.frontdoor.actions import information
from baton.frontdoor.actions.information import Recipient
from baton.frontdoor.models import Enquiry, InformationRequest
from baton.frontdoor.rules.check import Answer
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.asking import ask, reply
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import organisation, practitioner
from baton.people.models import Involvement
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def enquiry(screener: Practitioner) -> Enquiry:
    return factories.claimed(screener)


def typed(enquiry: Enquiry, **values: Any) -> dict[str, Any]:
    return {
        "recipients-count": "1",
        "recipients-0-email": "office@school.example.org",
        "recipients-0-name": "School office",
        "recipients-0-organisation": "",
        "about": [str(person.pk) for person in enquiry.people.all()][:1],
        "purpose": "agreed",
        "questions": ["involved", "other"],
        "other": "Is she tired?",
    } | values


def test_a_screener_asks_an_agency(browser: Browser, enquiry: Enquiry) -> None:
    school = organisation("Hill Top School")

    answer = browser.post(
        "information_request_new",
        enquiry.pk,
        **typed(enquiry, **{"recipients-0-organisation": str(school.pk)}),
    )

    request = InformationRequest.objects.get()
    assert answer.url == f"/enquiries/{enquiry.pk}/#agencies"
    assert request.questions[1] == "Is she tired?"
    assert len(request.about) == 1
    page = text(browser.get("enquiry_page", enquiry.pk))
    assert "Hill Top School, School office Not answered yet" in page


def test_another_agency_is_one_press_away_and_nothing_typed_is_lost(
    browser: Browser, enquiry: Enquiry
) -> None:
    page = browser.post("information_request_new", enquiry.pk, **typed(enquiry, **{"recipients-add": "yes"}))

    assert "Agency 2" in text(page)
    assert b"Is she tired?" in page.content
    assert not InformationRequest.objects.exists()


def test_what_is_missing_is_said(browser: Browser, enquiry: Enquiry) -> None:
    page = browser.post(
        "information_request_new",
        enquiry.pk,
        **typed(enquiry, about=[], questions=[], purpose="", **{"recipients-0-email": "no address"}),
    )

    said = text(page)
    assert page.status_code == 422
    for words in ("Choose at least one person", "Choose why you may ask", "Choose at least one question"):
        assert words in said
    assert "Enter an e-mail address in the correct form" in said


def test_who_was_asked_already_is_rung(browser: Browser, enquiry: Enquiry, screener: Practitioner) -> None:
    ask(enquiry, screener)

    page = browser.post("information_request_new", enquiry.pk, **typed(enquiry))

    assert "School office was asked already and has not answered yet. Ring them." in text(page)


def test_without_agreement_it_is_not_offered_as_a_reason(browser: Browser, screener: Practitioner) -> None:
    said = factories.Said(worries="x")
    enquiry = factories.claimed(screener, said=said)

    page = text(browser.get("information_request_new", enquiry.pk))

    assert "The family agrees that we ask" not in page
    assert "To keep a child safe" in page


def test_whoever_helps_already_is_asked_with_one_press(browser: Browser, screener: Practitioner) -> None:
    nurse = practitioner(name="Nia Ford", email="nia@example.org")
    enquiry = factories.linked(factories.claimed(screener), screener)
    involved = Involvement.objects.create(
        family=enquiry.family, kind="team_member", practitioner=nurse, from_on=NOW.date()
    )

    page = browser.get("information_request_new", enquiry.pk, involvement=str(involved.pk))

    assert b'value="nia@example.org"' in page.content
    assert "ask Nia Ford" in text(page)


def test_nobody_is_asked_about_what_is_decided(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.decided(screener)

    assert browser.get("information_request_new", enquiry.pk).status_code == 403
    assert "Ask an agency" not in text(browser.get("enquiry_page", enquiry.pk))


def test_a_question_is_taken_back(browser: Browser, enquiry: Enquiry, screener: Practitioner) -> None:
    request = ask(enquiry, screener)

    assert "School office" in text(browser.get("information_request_withdraw", enquiry.pk, request.pk))
    browser.post("information_request_withdraw", enquiry.pk, request.pk, reason="Wrong school")
    again = browser.post("information_request_withdraw", enquiry.pk, request.pk, reason="Wrong school")

    assert "This question has been answered, or the answer is not needed any more." in text(again)
    assert "School office Asked, never answered" in text(browser.get("enquiry_page", enquiry.pk))


def test_a_question_of_another_enquiry_is_not_there(
    browser: Browser, enquiry: Enquiry, screener: Practitioner
) -> None:
    request = ask(factories.claimed(screener), screener)

    for key in (request.pk, uuid4()):
        assert browser.get("information_request_withdraw", enquiry.pk, key).status_code == 404


def test_four_answers_and_no_answer_stay_different_and_stand_on_one_page(
    browser: Browser, enquiry: Enquiry, screener: Practitioner
) -> None:
    enquiry = factories.linked(factories.checked(enquiry, screener), screener)
    for number, answer in enumerate(set(Answer) - {Answer.NOT_KNOWN}):
        reply(
            ask(enquiry, screener, of=Recipient(email=f"a{number}@example.org", name=f"Said {answer}")),
            answer,
        )
    late = ask(enquiry, screener, of=Recipient(email="late@example.org"), at=NOW - 96 * HOUR)
    information.remind(request=late, at=NOW)
    ask(enquiry, screener, of=Recipient(email="gp@example.org"))

    page = text(browser.get("enquiry_agencies", enquiry.pk))

    for words in (
        "Are they known to social care? None found Looked up",
        "Help on record here None found",
        "Said found Known to them Answered Monday 14 September, 11:00 am by Nia Ford, School nurse",
        "Said none_found None found",
        "Said not_covered Not covered",
        "Said not_permitted Not permitted",
        "late@example.org Late: ring them",
        "Reminded once",
        "gp@example.org Not answered yet",
        "Nobody knows. It does not mean that there is nothing.",
    ):
        assert words in page


def test_the_list_of_those_who_have_not_answered(
    browser: Browser, enquiry: Enquiry, screener: Practitioner, django_assert_max_num_queries: Any
) -> None:
    reply(ask(enquiry, screener))
    for number in range(3):
        linked = factories.linked(factories.claimed(screener), screener)
        ask(linked, screener, of=Recipient(email=f"gp{number}@example.org"))

    with django_assert_max_num_queries(16):
        page = text(browser.get("information_request_list"))

    assert "3 agencies" in page
    assert "School office" not in page


def test_an_enquirer_reads_that_we_ask_and_not_whom(screener: Practitioner) -> None:
    teacher = practitioner()
    enquiry = factories.claimed(screener, factories.by(teacher))
    request = ask(enquiry, screener)

    asking = text(Browser(teacher).get("enquiry_page", enquiry.pk))
    reply(request)
    answered = text(Browser(teacher).get("enquiry_page", enquiry.pk))

    assert "We are asking the agencies that may know the family" in asking
    assert "School office" not in asking
    assert "We are asking" not in answered
    assert "tired" not in answered
