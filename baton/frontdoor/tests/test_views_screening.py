"""The enquiry at the front door: claim, release, check, note, urgency, locality, clock."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from baton.frontdoor.actions.receipt import receive
from baton.frontdoor.actions.values import Enquirer
from baton.frontdoor.models import Check, Enquiry
from baton.frontdoor.rules.enquiry import Channel, State, TransferKind, Urgency
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import AVA, HOUR, NOW
from baton.journal.models import AccessEntry
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import locality
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def ready(screener: Practitioner, **values: Any) -> Enquiry:
    return factories.linked(factories.checked(factories.claimed(screener, **values), screener), screener)


def test_the_page_leaves_what_was_said_whole(browser: Browser) -> None:
    enquiry = factories.received()

    page = text(browser.get("enquiry_page", enquiry.pk))

    for words in ("Ava Shaw", "Kelly Shaw", "mother", "1 High Street", enquiry.worries, enquiry.family_wants):
        assert words in page


def test_the_page_is_noted_in_the_access_log(browser: Browser, screener: Practitioner) -> None:
    enquiry = ready(screener)

    browser.get("enquiry_page", enquiry.pk)

    entry = AccessEntry.objects.get(family_id=enquiry.family_id, url_name="enquiry_page")
    assert (entry.practitioner_id, entry.reason) == (screener.pk, f"enquiry {enquiry.reference}")


def test_claiming_and_releasing(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.received()

    browser.post("enquiry_claim", enquiry.pk)
    assert factories.fresh(enquiry).claimed_by == screener
    answer = browser.post("enquiry_release", enquiry.pk)

    assert answer.url == reverse("enquiry_board")
    assert factories.fresh(enquiry).state == State.NEW


def test_what_a_colleague_holds_is_theirs(browser: Browser) -> None:
    enquiry = factories.claimed(factories.screener(name="Charlie Colleague"))

    answer = browser.client.post(
        reverse("enquiry_claim", args=[enquiry.pk]), {"take_over": "yes"}, follow=True
    )

    assert "Charlie Colleague has claimed this enquiry" in text(answer)
    assert browser.post("enquiry_release", enquiry.pk).status_code == 403
    assert browser.post("enquiry_decide", enquiry.pk).status_code == 403


def test_a_manager_takes_over(screener: Practitioner) -> None:
    enquiry, manager = factories.claimed(screener), factories.manager()

    Browser(manager).post("enquiry_claim", enquiry.pk, take_over="yes")

    assert factories.fresh(enquiry).claimed_by == manager


def test_a_decided_enquiry_is_neither_claimed_nor_released(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.decided(screener)

    for name in ("enquiry_claim", "enquiry_release"):
        answer = browser.client.post(reverse(name, args=[enquiry.pk]), follow=True)
        assert "has been decided" in text(answer)


def test_the_checklist_keeps_what_was_answered(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.claimed(screener)

    seen = str(Check.version_of(enquiry.checks.all()))
    found = {"checks-social_care": "found", "checks-social_care_note": "Open in 2024"}
    browser.post(
        "enquiry_checks", enquiry.pk, **{"checks-known": "none_found", "checks-expected_version": seen}
    )
    late = {"checks-known": "not_known", **found, "checks-expected_version": seen}
    overtaken = browser.post("enquiry_checks", enquiry.pk, **late)
    now = str(Check.version_of(enquiry.checks.all()))
    browser.post(
        "enquiry_checks",
        enquiry.pk,
        **{"checks-known": "none_found", **found, "checks-expected_version": now},
    )

    assert overtaken.status_code == 409
    assert "Different Saved now, by them" in text(overtaken)
    assert set(Check.objects.values_list("kind", "answer")) == {
        ("known", "none_found"),
        ("social_care", "found"),
    }


def test_found_says_what_was_found(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.claimed(screener)

    answer = browser.post("enquiry_checks", enquiry.pk, **{"checks-known": "found"})

    assert answer.status_code == 422
    assert "Write what you found, and where" in text(answer)
    assert not Check.objects.exists()


def test_a_note_is_added(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.claimed(screener)

    empty = browser.post("enquiry_note", enquiry.pk, **{"note-text": ""})
    browser.post("enquiry_note", enquiry.pk, **{"note-source": "School", "note-text": "Attendance is 60 %."})

    assert empty.status_code == 422
    assert "Attendance is 60 %." in text(browser.get("enquiry_page", enquiry.pk))


def test_urgency_place_and_clock(browser: Browser, screener: Practitioner) -> None:
    enquiry, north = factories.claimed(screener), locality()

    browser.post("enquiry_urgency", enquiry.pk, **{"urgency-urgency": "today"})
    browser.post("enquiry_place", enquiry.pk, **{"place-locality": str(north.pk)})
    browser.post("enquiry_pause", enquiry.pk, **{"pause-reason": "School is closed"})
    paused = text(browser.get("enquiry_page", enquiry.pk))
    browser.post("enquiry_pause", enquiry.pk, resume="yes")

    after = factories.fresh(enquiry)
    assert (after.urgency, after.locality) == (Urgency.TODAY, north)
    assert "School is closed" in paused
    assert after.pauses.get().to_at is not None


@pytest.mark.parametrize("name", ["enquiry_urgency", "enquiry_place", "enquiry_pause"])
def test_small_forms_say_what_is_missing(browser: Browser, screener: Practitioner, name: str) -> None:
    enquiry = factories.claimed(screener)

    answer = browser.post(name, enquiry.pk)

    assert answer.status_code == 422
    assert "There is something to put right" in text(answer)


def test_a_clock_that_runs_is_not_started(browser: Browser, screener: Practitioner) -> None:
    enquiry = factories.claimed(screener)

    answer = browser.client.post(reverse("enquiry_pause", args=[enquiry.pk]), {"resume": "yes"}, follow=True)

    assert "is running" in text(answer)


def test_the_page_says_how_they_may_be_reached_and_where_it_came_from(browser: Browser) -> None:
    enquirer = Enquirer(
        source_name="Assessment team",
        name="Ms Hill",
        role="Social worker",
        phone="01302 700700",
        email="hill@example.org",
        safe_to_ring=True,
        safe_to_text=False,
        contact_note="Before noon",
    )
    said = replace(
        factories.SAID,
        address_confidential=True,
        needs=("sleep",),
        not_asked_because="She is away.",
        interpreter_language="Polish",
        safety_note="A large dog.",
    )
    new = factories.new_enquiry(
        channel=Channel.TRANSFER,
        transfer_kind=TransferKind.STEP_DOWN,
        transfer_from="Team 2",
        proposed_lead="Mr Green",
        enquirer=enquirer,
        said=said,
        people=(replace(AVA, address="2 Low Road", postcode="DN2 2BB"),),
    )
    enquiry = receive(new=new, by=factories.screener(name="Kay Keyer"), at=NOW + HOUR)

    page = text(browser.get("enquiry_page", enquiry.pk))

    for words in (
        "Ms Hill, Social worker",
        "Safe to ring",
        "Not safe to text",
        "Before noon",
        "Proposed lead: Mr Green",
        "by Kay Keyer",
        "This address is secret",
        "Lives at: 2 Low Road, DN2 2BB",
        "She is away.",
        "Polish",
        "A large dog.",
    ):
        assert words in page
