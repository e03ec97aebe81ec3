"""Agencies are asked, reminded, answer once, and are let go when no answer is needed."""

from datetime import timedelta
from typing import Any

import pytest

from baton.frontdoor import events
from baton.frontdoor.actions import exclusion, information
from baton.frontdoor.actions.information import Recipient
from baton.frontdoor.actions.values import Said
from baton.frontdoor.models import Enquiry, InformationReply, InformationRequest
from baton.frontdoor.permissions import can_answer_request
from baton.frontdoor.rules.check import Answer
from baton.frontdoor.rules.enquiry import FamilyAgrees
from baton.frontdoor.rules.information import Closed
from baton.frontdoor.tasks import chase
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.asking import NURSE, SCHOOL, ask, asking, close_to, reply
from baton.frontdoor.tests.factories import HOUR, NOW, fresh
from baton.journal.models import Event
from baton.notices.models import Link, Message
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def screener() -> Practitioner:
    return factories.screener()


@pytest.fixture
def enquiry(screener: Practitioner) -> Enquiry:
    return factories.claimed(screener)


def kinds(enquiry: Enquiry) -> list[str]:
    found = Event.objects.filter(subject_id=enquiry.pk, kind__contains="information").order_by("id")
    return list(found.values_list("kind", flat=True))


def open_links(request: InformationRequest) -> int:
    return Link.objects.open_at(NOW + HOUR).filter(ref=request.pk).count()


# Asking


def test_an_agency_gets_a_link_and_nothing_about_anybody(enquiry: Enquiry, screener: Practitioner) -> None:
    request = ask(enquiry, screener)

    message = Message.objects.get()
    assert (message.to_email, message.path, message.link) == (
        "office@school.example.org",
        "",
        Link.objects.get(ref=request.pk),
    )
    assert not any(word in message.subject + message.body for word in ("Ava", "Shaw", enquiry.reference))
    assert request.due_at == NOW + DAY
    assert kinds(enquiry) == [events.INFORMATION_ASKED]


def test_somebody_with_an_account_answers_after_signing_in(enquiry: Enquiry, screener: Practitioner) -> None:
    nurse = practitioner(email="nurse@example.org")

    request = ask(enquiry, screener, of=Recipient(email="Nurse@example.org"))

    message = Message.objects.get()
    assert (message.to_practitioner, message.link) == (nurse, None)
    assert message.path == f"/asked/{request.pk}/"
    assert (request.practitioner, request.to_email) == (nurse, "")
    assert request.organisation == nurse.main_organisation()


def test_several_are_asked_at_once_or_none(enquiry: Enquiry, screener: Practitioner) -> None:
    several = [SCHOOL, Recipient(email="gp@example.org"), SCHOOL]

    with pytest.raises(information.AskedAlready, match="School office was asked already"):
        information.ask(enquiry=enquiry, asking=asking(enquiry), recipients=several, by=screener, at=NOW)

    assert not InformationRequest.objects.exists()


@pytest.mark.parametrize("purpose", ["agreed", "no_such_purpose"])
def test_what_rests_on_agreement_is_not_asked_without_it(screener: Practitioner, purpose: str) -> None:
    said = Said(worries="x", family_agrees=FamilyAgrees.NO)
    enquiry = factories.claimed(screener, said=said)

    with pytest.raises(information.CannotAskFor):
        ask(enquiry, screener, purpose=purpose)

    assert ask(enquiry, screener, purpose="safeguarding").purpose == "safeguarding"


def test_who_may_see_no_family_is_not_asked(enquiry: Enquiry, screener: Practitioner) -> None:
    admin = practitioner(Role.PRACTITIONER, Role.SYSTEM_ADMINISTRATOR, name="Ada Admin")

    with pytest.raises(information.MayNotSee, match="Ada Admin"):
        ask(enquiry, screener, of=Recipient(email=admin.email))


def test_whoever_is_closed_out_is_not_asked(enquiry: Enquiry, screener: Practitioner) -> None:
    mother = practitioner(name="Mia Shaw")
    close_to(mother, enquiry)

    with pytest.raises(information.ClosedOut, match="Mia Shaw cannot be asked"):
        ask(enquiry, screener, of=Recipient(email=mother.email))


def test_nobody_is_asked_once_it_is_decided(screener: Practitioner) -> None:
    with pytest.raises(information.NothingToAsk):
        ask(factories.decided(screener), screener)


# Answering


def test_an_answer_is_kept_once_and_whoever_screens_is_told(enquiry: Enquiry, screener: Practitioner) -> None:
    request = ask(enquiry, screener)

    kept = reply(request)

    assert (kept.answer, kept.who) == (Answer.FOUND, "Nia Ford, School nurse, 01302 000000")
    assert Message.objects.filter(template="information_answered").get().to_practitioner == screener
    assert kinds(enquiry)[-1] == events.INFORMATION_ANSWERED
    assert not InformationRequest.objects.open().exists()
    with pytest.raises(information.NoLongerNeeded):
        reply(request)


def test_nobody_is_told_of_their_own_answer_nor_after_they_left(
    enquiry: Enquiry, screener: Practitioner
) -> None:
    reply(ask(enquiry, screener), by=screener)
    other = ask(enquiry, screener, of=Recipient(email="gp@example.org"))
    Practitioner.objects.filter(pk=screener.pk).update(is_active=False)

    reply(other)

    assert not Message.objects.filter(template="information_answered").exists()


@pytest.mark.parametrize("answer", [Answer.FOUND, Answer.NOT_PERMITTED])
def test_an_answer_that_needs_words_has_them(
    enquiry: Enquiry, screener: Practitioner, answer: Answer
) -> None:
    request = ask(enquiry, screener)

    with pytest.raises(information.WordsNeeded):
        reply(request, answer, text=" ")

    assert not InformationReply.objects.exists()


def test_it_is_noted_who_says_that_they_look(enquiry: Enquiry, screener: Practitioner) -> None:
    request = ask(enquiry, screener)

    information.open_request(request=request, replier=NURSE, at=NOW + HOUR)
    seen = information.open_request(request=request, replier=NURSE, at=NOW + 2 * HOUR)

    assert (seen.opened_at, seen.opened_by) == (NOW + HOUR, "Nia Ford, School nurse, 01302 000000")
    assert kinds(enquiry)[-2:] == [events.INFORMATION_OPENED] * 2


def test_only_whoever_is_asked_may_answer_and_only_while_it_is_needed(
    enquiry: Enquiry, screener: Practitioner
) -> None:
    nurse, admin = practitioner(), practitioner(Role.PRACTITIONER)
    request = ask(enquiry, screener, of=Recipient(email=nurse.email))
    of_admin = ask(enquiry, screener, of=Recipient(email=admin.email))
    admin.memberships.update(roles=[Role.PRACTITIONER, Role.SYSTEM_ADMINISTRATOR])

    assert can_answer_request(nurse, request)
    assert not can_answer_request(screener, request)
    assert not can_answer_request(Practitioner.objects.get(pk=admin.pk), of_admin)
    assert not can_answer_request(
        nurse, information.withdraw_request(request=request, reason="x", by=screener, at=NOW)
    )


# No longer needed


def test_what_is_taken_back_shows_nothing_and_cannot_be_answered(
    enquiry: Enquiry, screener: Practitioner
) -> None:
    request = ask(enquiry, screener)

    closed = information.withdraw_request(request=request, reason="Wrong school", by=screener, at=NOW)

    assert (closed.closed_because, closed.closed_note) == (Closed.WITHDRAWN, "Wrong school")
    assert open_links(request) == 0
    for deed in (
        lambda: reply(request),
        lambda: information.open_request(request=request, replier=NURSE, at=NOW),
        lambda: information.withdraw_request(request=request, reason="x", by=screener, at=NOW),
    ):
        with pytest.raises(information.NoLongerNeeded):
            deed()


@pytest.mark.parametrize("how", ["decided", "withdrawn", "duplicate"])
def test_every_link_ends_when_the_enquiry_needs_no_decision(screener: Practitioner, how: str) -> None:
    enquiry = factories.linked(factories.checked(factories.claimed(screener), screener), screener)
    answered = ask(enquiry, screener)
    reply(answered)
    waiting = ask(enquiry, screener, of=Recipient(email="gp@example.org"))
    known = {"enquiry": enquiry, "reason": "x", "by": screener, "at": NOW}

    if how == "decided":
        factories.decide(enquiry, screener, at=NOW)
    elif how == "withdrawn":
        exclusion.withdraw(**known, expected_version=fresh(enquiry).version)
    else:
        exclusion.mark_duplicate(
            **known, original=factories.received(), expected_version=fresh(enquiry).version
        )

    waiting.refresh_from_db()
    assert waiting.closed_because == Closed.ENQUIRY_DONE
    assert (open_links(answered), open_links(waiting)) == (0, 0)


# Reminding


def test_an_agency_is_reminded_by_the_same_link_and_not_for_ever(
    enquiry: Enquiry, screener: Practitioner
) -> None:
    request = ask(enquiry, screener)

    sent = [information.remind(request=request, at=NOW + number * DAY + HOUR) for number in range(5)]

    assert sent == [False, True, True, False, False]
    request.refresh_from_db()
    assert (request.reminders, request.reminded_at) == (2, NOW + 2 * DAY + HOUR)
    assert Link.objects.filter(ref=request.pk).count() == 1
    assert kinds(enquiry)[1:] == [events.INFORMATION_REMINDED] * 2


def test_nobody_is_reminded_on_a_day_on_which_the_front_door_is_closed(
    enquiry: Enquiry, screener: Practitioner
) -> None:
    thursday = NOW + 3 * DAY
    request = ask(enquiry, screener, at=thursday)

    assert not information.remind(request=request, at=thursday + 2 * DAY)
    assert information.remind(request=request, at=thursday + 4 * DAY)


def test_nobody_is_reminded_to_whom_it_has_been_closed_since(
    enquiry: Enquiry, screener: Practitioner
) -> None:
    mother, nurse = practitioner(name="Mia Shaw"), practitioner(name="Nia Ford")
    asked = {who: ask(enquiry, screener, of=Recipient(email=who.email)) for who in (mother, nurse)}
    close_to(mother, enquiry)
    Message.objects.all().delete()

    reminded = {who: information.remind(request=one, at=NOW + DAY + HOUR) for who, one in asked.items()}

    assert reminded == {mother: False, nurse: True}
    assert [told.to_practitioner for told in Message.objects.all()] == [nurse]
    asked[mother].refresh_from_db()
    assert asked[mother].reminders == 0


def test_an_old_link_is_replaced_where_an_agency_is_reminded(
    enquiry: Enquiry, screener: Practitioner
) -> None:
    request = ask(enquiry, screener)

    information.remind(request=request, at=NOW + 21 * DAY)

    assert Link.objects.filter(ref=request.pk).count() == 2


def test_by_itself_only_those_who_have_not_answered_are_reminded(
    enquiry: Enquiry, screener: Practitioner, time_machine: Any
) -> None:
    gone = practitioner()
    reply(ask(enquiry, screener))
    ask(enquiry, screener, of=Recipient(email=gone.email))
    ask(enquiry, screener, of=Recipient(email="gp@example.org"))
    Practitioner.objects.filter(pk=gone.pk).update(is_active=False)
    time_machine.move_to(NOW + DAY + HOUR)

    chase()

    reminded = InformationRequest.objects.filter(reminders=1)
    assert [request.to_email for request in reminded] == ["gp@example.org"]
