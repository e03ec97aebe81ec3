"""What an enquirer, a double click, an odd address or a curious colleague must not bring about at the front door."""

from uuid import uuid4

import pytest
from django.urls import reverse

from baton.core.models import Draft
from baton.frontdoor.actions import exclusion
from baton.frontdoor.actions.values import Said
from baton.frontdoor.models import InformationNote, Telling
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.notices.models import Message
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import locality, practitioner
from baton.people.rules.facts import GrantKind
from baton.people.tests.factories import grant
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_a_duplicate_does_not_tell_its_enquirer_that_somebody_else_asked(screener: Practitioner) -> None:
    teacher = practitioner()
    mine, other = factories.received(factories.by(teacher)), factories.received()
    exclusion.mark_duplicate(
        enquiry=mine, original=other, reason="", by=screener, at=NOW + HOUR, expected_version=mine.version
    )
    browser = Browser(teacher)

    for page in (text(browser.get("enquiry_page", mine.pk)), text(browser.get("enquiry_mine"))):
        assert mine.reference in page
        assert "another" not in page.lower()
        assert other.reference not in page


def test_telling_by_message_twice_writes_one_message(screener: Practitioner, browser: Browser) -> None:
    teacher = practitioner()
    enquiry = factories.decided(screener, new=factories.by(teacher))
    sent = {"tell-how": "message", "tell-submission_token": str(uuid4())}

    for _ in range(2):
        assert browser.post("enquiry_tell", enquiry.pk, **sent).status_code == 302

    assert Telling.objects.filter(enquiry=enquiry).count() == 1
    assert Message.objects.count() == 1


def test_a_note_sent_twice_is_one(screener: Practitioner, browser: Browser) -> None:
    enquiry = factories.claimed(screener)
    sent = {"note-text": "School says she was there today.", "note-submission_token": str(uuid4())}

    for _ in range(2):
        assert browser.post("enquiry_note", enquiry.pk, **sent).status_code == 302

    assert InformationNote.objects.filter(enquiry=enquiry).count() == 1


@pytest.mark.parametrize("key", ["é", "٣"])
def test_a_link_with_an_odd_draft_breaks_no_page(key: str) -> None:
    teacher = practitioner()
    browser = Browser(teacher)

    browser.client.post(
        reverse("enquiry_new"), {"draft_key": key, "worries": "A worry", "save_for_later": "yes"}
    )
    Draft.objects.create(owner_key=str(teacher.pk), form="enquiry", subject="a/b", data={}, saved_at=NOW)

    assert browser.get("enquiry_mine").status_code == 200
    assert browser.get("enquiry_new", draft=key).status_code == 200
    assert "A worry" in str(list(Draft.objects.values_list("data", flat=True)))


@pytest.mark.parametrize("page", ["enquiry_new", "enquiry_key"])
@pytest.mark.parametrize("button", ["save_for_later", ""])
def test_far_too_long_a_text_is_answered_and_stays_on_the_page(page: str, button: str) -> None:
    browser = Browser(factories.screener())
    sent = {"worries": "long " * 150_000} | ({button: "yes"} if button else {})

    answer = browser.post(page, **sent)

    assert answer.status_code in (200, 413, 422)
    assert "long long long" in text(answer)


HIDDEN = Said(
    address="9 Refuge Road", postcode="DN4 5XX", worries="They have fled.", address_confidential=True
)


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.AUDITOR, False),
        (Role.COORDINATOR, False),
        (Role.HUB_SCREENER, True),
        (Role.SAFEGUARDING_LEAD, True),
    ],
)
def test_a_secret_address_shows_to_the_front_door_and_named_roles_alone(
    screener: Practitioner, role: Role, shown: bool
) -> None:
    enquiry = factories.decided(screener, said=HIDDEN)
    here = locality()
    enquiry.family.locality = here
    enquiry.family.save()

    page = text(Browser(practitioner(role, localities=(here,))).get("enquiry_page", enquiry.pk))

    assert "They have fled." in page
    assert ("9 Refuge Road" in page) is shown
    assert ("DN4 5XX" in page) is shown


def test_a_secret_address_shows_to_who_leads_the_help(screener: Practitioner) -> None:
    enquiry, lead = factories.decided(screener, said=HIDDEN), practitioner()
    grant(enquiry.family, to=lead, kind=GrantKind.LEAD_PRACTITIONER)

    assert "9 Refuge Road" in text(Browser(lead).get("enquiry_page", enquiry.pk))
