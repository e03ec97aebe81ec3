"""Specialists who are late are reminded as agencies are, and whoever screens is told to ring them."""

from datetime import timedelta
from typing import Any

import pytest

from baton.frontdoor import events, notices
from baton.frontdoor.actions import specialist
from baton.frontdoor.models import SpecialistRequest
from baton.frontdoor.rules.specialist import SpecialistOutcome
from baton.frontdoor.tasks import chase
from baton.frontdoor.tests import factories as make
from baton.frontdoor.tests.asking import close_to
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.frontdoor.tests.specialists import ask, clinician
from baton.journal.models import Event
from baton.notices.models import Message
from baton.partnership.models import Practitioner
from baton.people.models import Family
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATE = NOW + DAY + HOUR
RING = "CAMHS clinicians have not answered. Ring them"


@pytest.fixture
def screener() -> Practitioner:
    return make.screener(name="Sid Rowe")


@pytest.fixture
def cam() -> Practitioner:
    return clinician(name="Cam Hill")


@pytest.fixture
def asked(cam: Practitioner, screener: Practitioner) -> SpecialistRequest:
    return ask(make.claimed(screener), screener)


def reminders() -> list[Practitioner | None]:
    found = Message.objects.filter(template=notices.REMIND_SPECIALIST.code).order_by("queued_at")
    return [message.to_practitioner for message in found.select_related("to_practitioner")]


def test_they_are_reminded_once_their_view_is_due_and_not_for_ever(
    asked: SpecialistRequest, cam: Practitioner
) -> None:
    sent = [specialist.remind(request=asked, at=NOW + number * DAY + HOUR) for number in range(5)]

    assert sent == [False, True, True, False, False]
    asked.refresh_from_db()
    assert (asked.reminders, asked.reminded_at) == (2, NOW + 2 * DAY + HOUR)
    assert reminders() == [cam, cam]
    told = Event.objects.filter(kind=events.SPECIALIST_REMINDED).order_by("at")
    assert [event.data["number"] for event in told] == [1, 2]


def test_nobody_is_reminded_on_a_day_on_which_the_front_door_is_closed(
    screener: Practitioner, cam: Practitioner
) -> None:
    thursday = NOW + 3 * DAY
    asked = ask(make.claimed(screener), screener, at=thursday)

    assert not specialist.remind(request=asked, at=thursday + 2 * DAY)
    assert specialist.remind(request=asked, at=thursday + 4 * DAY)


def test_what_was_answered_is_not_asked_for_again(asked: SpecialistRequest, cam: Practitioner) -> None:
    specialist.answer(request=asked, outcome=SpecialistOutcome.ADVICE, view="School first.", by=cam, at=NOW)

    assert not specialist.remind(request=asked, at=LATE)
    assert reminders() == []


def test_nobody_is_written_to_about_a_family_that_is_restricted_since(
    asked: SpecialistRequest, screener: Practitioner
) -> None:
    make.linked(asked.enquiry, screener)
    values = {"restriction_reason": "Risk", "restricted_at": NOW, "review_on": NOW.date()}
    Family.objects.update(restriction="restricted", **values)

    assert not specialist.remind(request=asked, at=LATE)


def test_whoever_is_closed_out_since_is_not_written_to(asked: SpecialistRequest, cam: Practitioner) -> None:
    close_to(cam, asked.enquiry)
    assert not specialist.remind(request=asked, at=LATE)
    colleague = clinician()

    assert specialist.remind(request=asked, at=LATE)

    assert reminders() == [colleague]


def test_by_itself_only_those_who_are_late_are_reminded(
    asked: SpecialistRequest, screener: Practitioner, time_machine: Any
) -> None:
    ask(make.claimed(screener), screener, at=LATE - HOUR)
    time_machine.move_to(LATE)

    chase()

    assert SpecialistRequest.objects.filter(reminders=1).get() == asked


def test_whoever_screens_sees_that_they_are_late_and_were_reminded(
    asked: SpecialistRequest, screener: Practitioner, time_machine: Any
) -> None:
    time_machine.move_to(asked.due_at - HOUR)
    assert RING not in text(Browser(screener).get("my_work"))
    specialist.remind(request=asked, at=LATE)
    time_machine.move_to(LATE + HOUR)

    work = text(Browser(screener).get("my_work"))
    page = text(Browser(screener).get("enquiry_page", asked.enquiry_id))

    assert RING in work
    assert "Late: ring them" in page
    assert "Reminded once" in page
    assert RING not in text(Browser(make.screener()).get("my_work"))
