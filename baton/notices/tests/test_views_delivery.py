"""What was lost is sent again by who looks after the sending; an address is confirmed by who can know."""

from typing import Any
from uuid import uuid4

import pytest

from baton.notices.models import Bounce, Message
from baton.notices.permissions import can_see_bounces
from baton.notices.rules.delivery import Status
from baton.notices.tests import factories
from baton.notices.tests.factories import message, settled
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import organisation, practitioner
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Practitioner:
    return practitioner(Role.HUB_MANAGER)


# Trying again


def test_the_list_leads_to_what_did_not_arrive(manager: Practitioner) -> None:
    settled(Status.SENT, to_email="fine@example.org")
    lost = settled(Status.FAILED, because="552 too long", to_email="lost@example.org")
    browser = Browser(manager)

    everything, narrowed = (
        text(browser.get("message_index")),
        text(browser.get("message_index", status="lost")),
    )

    assert "1 did not arrive" in everything
    assert "fine@example.org" not in narrowed
    assert "552 too long" in narrowed
    assert f"/messages/{lost.pk}/again/" in browser.get("message_index").content.decode()


def test_a_lost_message_is_sent_again(manager: Practitioner) -> None:
    lost, browser = settled(Status.FAILED), Browser(manager)
    assert "whatever the hour" in text(browser.get("message_again", lost.pk))

    answer = browser.post("message_again", lost.pk)

    assert answer.status_code == 302
    assert Message.objects.get().status == Status.QUEUED


def test_of_one_that_may_have_arrived_it_says_so(manager: Practitioner) -> None:
    page = text(Browser(manager).get("message_again", settled(Status.UNKNOWN).pk))

    assert "It may have arrived already." in page


def test_nothing_is_sent_twice_or_to_an_address_that_does_not_work(manager: Practitioner) -> None:
    factories.bounce()
    kept_back, sent = message(), settled(Status.SENT, to_email="fine@example.org")
    browser = Browser(manager)

    for one, words in ((sent, "need not be sent again"), (kept_back, "The address does not work")):
        assert words in text(browser.get("message_again", one.pk))
        answer = text(browser.post("message_again", one.pk))
        assert "not sent a second time" in answer or "Confirm first that it is right" in answer
    assert {Message.objects.get(pk=kept_back.pk).status, Message.objects.get(pk=sent.pk).status} == {
        Status.WITHHELD,
        Status.SENT,
    }


def test_a_system_administrator_sees_no_familys_address() -> None:
    page = text(
        Browser(practitioner(Role.SYSTEM_ADMINISTRATOR)).get("message_again", settled(Status.FAILED).pk)
    )

    assert "kelly" not in page


# Addresses


def test_each_sees_the_addresses_they_look_after(manager: Practitioner) -> None:
    school = organisation()
    head = practitioner(Role.TEAM_MANAGER, at=school)
    teacher, stranger = practitioner(at=school), practitioner()
    own, other = factories.bounce(teacher), factories.bounce(stranger)
    family = factories.bounce()

    seen = {
        who: set(Bounce.objects.visible_to(who))
        for who in (teacher, head, manager, practitioner(Role.SYSTEM_ADMINISTRATOR), practitioner())
    }

    assert list(seen.values()) == [{own}, {own}, {own, other}, {own, other}, set()]
    for who in (teacher, head):
        assert Browser(who).get("bounce_confirm", other.pk).status_code == 404
    for hidden in (family.pk, uuid4()):
        assert Browser(manager).get("bounce_confirm", hidden).status_code == 404
    assert teacher.email in text(Browser(head).get("bounce_index"))
    assert stranger.email not in text(Browser(head).get("bounce_index"))


def test_one_says_that_ones_own_address_works() -> None:
    teacher = practitioner()
    found, browser = factories.bounce(teacher), Browser(teacher)
    for page in ("my_work", "notice_preferences"):
        assert f"Messages to {teacher.email} come back" in text(browser.get(page))
    assert factories.WHY in text(browser.get("bounce_confirm", found.pk))

    answer = browser.post("bounce_confirm", found.pk)

    assert answer.status_code == 302
    assert Bounce.objects.get().confirmed_by == teacher
    assert "come back" not in text(browser.get("my_work"))
    assert "Somebody has confirmed this address already" in text(browser.post("bounce_confirm", found.pk))


@pytest.mark.parametrize("role", list(Role))
def test_who_looks_after_addresses(role: Role) -> None:
    expected = {Role.SYSTEM_ADMINISTRATOR, Role.HUB_MANAGER, Role.TEAM_MANAGER, Role.SOCIAL_CARE_LIAISON}

    assert can_see_bounces(practitioner(role)) is (role in expected)


def test_the_list_takes_few_queries(manager: Practitioner, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        factories.bounce(practitioner())
    browser = Browser(manager)

    with django_assert_max_num_queries(12):
        browser.get("bounce_index")
