"""Keying what came by phone, e-mail, paper, drop-in or transfer."""

import pytest
from django.urls import reverse

from baton.core.models import Draft
from baton.frontdoor.forms.people import NOBODY
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.enquiry import Channel, SourceType, State, TransferKind
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.partnership.tests.factories import organisation, practitioner
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


KEYED = {
    "channel": "phone",
    "received_at-day": "14",
    "received_at-month": "9",
    "received_at-year": "2026",
    "received_at-time": "9:15",
    "source_type": "family",
    "enquirer_name": "Kelly Shaw",
    "enquirer_phone": "07700 900123",
    "safe_to_ring": "yes",
    "safe_to_text": "no",
    "people-count": "1",
    "people-0-role": "child",
    "people-0-given_names": "Ava",
    "worries": "Nobody sleeps.",
    "knows": "agree",
    "urgency": "soon",
}


def test_an_enquiry_by_phone_is_keyed() -> None:
    screener = factories.screener()

    answer = Browser(screener).post("enquiry_key", **KEYED)

    enquiry = Enquiry.objects.get()
    assert answer.url == reverse("enquiry_page", args=[enquiry.pk])
    assert enquiry.received_at.isoformat() == "2026-09-14T08:15:00+00:00"
    assert (enquiry.keyed_by, enquiry.keyed_at) == (screener, NOW + 2 * HOUR)
    assert (enquiry.by_family, enquiry.safe_to_ring, enquiry.safe_to_text) == (True, True, False)
    assert (enquiry.channel, enquiry.source_type, enquiry.state) == (
        Channel.PHONE,
        SourceType.FAMILY,
        State.NEW,
    )


def test_whoever_keys_may_screen_at_once() -> None:
    screener = factories.screener()

    Browser(screener).post("enquiry_key", **KEYED | {"screen_now": "yes"})

    assert Enquiry.objects.get().claimed_by == screener


def test_a_step_down_carries_who_asked() -> None:
    team = organisation("Assessment team", agency_type="social_care")
    typed = {
        "channel": "transfer",
        "transfer_kind": "step_down",
        "transfer_from": "Assessment team 2",
        "proposed_lead": "Ms Hill",
        "source_type": "social_care",
        "source_organisation": str(team.pk),
    }

    Browser(factories.screener()).post("enquiry_key", **KEYED | typed)

    enquiry = Enquiry.objects.get()
    assert (enquiry.transfer_kind, enquiry.transfer_from) == (TransferKind.STEP_DOWN, "Assessment team 2")
    assert (enquiry.proposed_lead, enquiry.source_organisation) == ("Ms Hill", team)


def test_a_transfer_says_which_kind() -> None:
    page = text(Browser(factories.screener()).post("enquiry_key", **KEYED | {"channel": "transfer"}))

    assert "Say what kind of transfer it is" in page
    assert "Enter which team or area hands over" in page


def test_an_empty_form_hears_of_all_that_is_missing_at_once_the_child_too() -> None:
    page = text(
        Browser(factories.screener()).post("enquiry_key", **{"people-count": "1", "people-0-role": "child"})
    )

    for missing in (
        "How did it come?",
        "when it was received",
        "who made it",
        "what is worrying you",
        NOBODY,
    ):
        assert page.count(missing) >= 2
    assert not Enquiry.objects.exists()


def test_what_has_not_come_yet_cannot_be_keyed() -> None:
    page = text(Browser(factories.screener()).post("enquiry_key", **KEYED | {"received_at-day": "15"}))

    assert "must be today or in the past" in page


def test_keying_waits_as_a_draft() -> None:
    browser = Browser(factories.screener())

    browser.post("enquiry_key", **KEYED | {"save_for_later": "yes"})

    assert "Nobody sleeps." in text(browser.get("enquiry_key"))
    browser.post("enquiry_key", **KEYED)
    assert not Draft.objects.exists()


def test_keying_adds_another_person_without_javascript() -> None:
    page = Browser(factories.screener()).post("enquiry_key", **KEYED | {"people-add": "yes"}).content.decode()

    assert 'name="people-1-given_names"' in page
    assert 'value="Kelly Shaw"' in page


def test_a_practitioner_keys_nothing() -> None:
    assert Browser(practitioner()).get("enquiry_key").status_code == 403
