"""Foreign ids, hidden families, other roles: nothing is shown and nothing is done."""

from uuid import uuid4

import pytest

from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import NOW
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people.models import Family
from baton.people.rules.facts import GrantKind
from baton.people.tests.factories import child, family, grant
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


OBJECT_PAGES = (
    "enquiry_page",
    "enquiry_link",
    "enquiry_withdraw",
    "enquiry_duplicate",
    "enquiry_reopen",
)
DEEDS = (
    "enquiry_claim",
    "enquiry_release",
    "enquiry_checks",
    "enquiry_note",
    "enquiry_urgency",
    "enquiry_place",
    "enquiry_pause",
    "enquiry_decide",
    "enquiry_tell",
    "enquiry_cannot_tell",
)


@pytest.mark.parametrize("name", OBJECT_PAGES + DEEDS)
def test_foreign_ids_are_not_there(name: str) -> None:
    browser = Browser(factories.manager())
    ask = browser.get if name in OBJECT_PAGES else browser.post

    assert ask(name, uuid4()).status_code == 404


@pytest.mark.parametrize("name", OBJECT_PAGES + DEEDS)
def test_a_sealed_familys_enquiry_is_not_there(name: str) -> None:
    manager = factories.manager()
    enquiry = factories.decided(manager)
    Family.objects.filter(pk=enquiry.family_id).update(
        restriction="sealed", restriction_reason="Risk", restricted_at=NOW, review_on=NOW.date()
    )
    browser = Browser(manager)
    ask = browser.get if name in OBJECT_PAGES else browser.post

    assert ask(name, enquiry.pk).status_code == 404


def test_a_restricted_familys_enquiry_says_whom_to_ask() -> None:
    manager = factories.manager()
    practitioner(Role.SAFEGUARDING_LEAD, name="Lee Lead")
    enquiry = factories.decided(manager)
    Family.objects.filter(pk=enquiry.family_id).update(
        restriction="restricted", restriction_reason="Risk", restricted_at=NOW, review_on=NOW.date()
    )

    answer = Browser(manager).get("enquiry_page", enquiry.pk)

    assert answer.status_code == 403
    assert "Lee Lead" in text(answer)
    assert enquiry.worries not in text(answer)


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_are_not_done_by_looking(name: str, browser: Browser) -> None:
    assert browser.get(name, factories.received().pk).status_code == 405


def test_the_lead_reads_what_was_decided_and_does_nothing(screener: Practitioner) -> None:
    enquiry, lead = factories.decided(screener), practitioner(name="Pat Lead")
    assert enquiry.family is not None
    grant(enquiry.family, to=lead, kind=GrantKind.LEAD_PRACTITIONER)
    browser = Browser(lead)

    page = text(browser.get("enquiry_page", enquiry.pk))

    assert enquiry.worries in page
    assert "Decide" not in page.replace("Decided", "")
    assert browser.post("enquiry_claim", enquiry.pk).status_code == 403


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.BOARD_MEMBER, Role.SYSTEM_ADMINISTRATOR])
def test_outsiders_find_nothing(role: Role) -> None:
    enquiry = factories.received()

    assert Browser(practitioner(role)).get("enquiry_page", enquiry.pk).status_code == 404


def test_nobody_signed_in_is_asked_to_sign_in() -> None:
    assert "/sign-in/" in Browser().get("enquiry_page", factories.received().pk).url


def test_child_of_another_family_is_not_shown(browser: Browser) -> None:
    hidden = family("Hidden", restriction="restricted")
    child("Ava", of=hidden)

    page = text(browser.get("enquiry_page", factories.received().pk))

    assert "Hidden" not in page
