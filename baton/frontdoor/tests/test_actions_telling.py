"""Telling the enquirer, and the safeguarding stop."""

from datetime import timedelta

import pytest

from baton.core import jobs
from baton.frontdoor import events
from baton.frontdoor.actions import decision, stop, telling
from baton.frontdoor.actions.values import Enquirer
from baton.frontdoor.models import Enquiry, SafeguardingStop
from baton.frontdoor.rules.telling import How
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.journal.models import Event
from baton.notices.models import Link, Message
from baton.partnership.tests.factories import organisation, practitioner

pytestmark = pytest.mark.django_db


def last_kind(enquiry: Enquiry) -> str:
    return Event.objects.filter(subject_id=enquiry.pk).order_by("-id").values_list("kind", flat=True)[0]


# Telling


def test_telling_by_phone_is_recorded_when_it_happened() -> None:
    screener = factories.screener()
    enquiry = factories.decided(screener)

    telling.tell(enquiry=enquiry, how=How.PHONE, by=screener, at=NOW + 5 * HOUR, told_at=NOW + 4 * HOUR)

    told = enquiry.tellings.get()
    assert (told.how, told.told_at, told.message) == (How.PHONE, NOW + 4 * HOUR, None)
    assert Enquiry.objects.with_told(NOW + 4 * HOUR).get(pk=enquiry.pk).was_told
    assert not Enquiry.objects.with_told(NOW + 3 * HOUR).get(pk=enquiry.pk).was_told


def test_a_practitioner_is_led_to_their_own_page() -> None:
    screener, teacher = factories.screener(), practitioner()
    enquiry = factories.decided(screener, new=factories.by(teacher))

    telling.tell(enquiry=enquiry, how=How.MESSAGE, by=screener, at=NOW + 2 * HOUR)

    message = Message.objects.get()
    assert (message.to_email, message.link) == (teacher.email, None)
    assert message.path == f"/enquiries/{enquiry.pk}/"
    assert [job["message_id"] for job in jobs.waiting("notices.deliver")] == [str(message.pk)]


def test_somebody_without_an_account_gets_a_link_that_ends() -> None:
    screener = factories.screener()
    enquirer = Enquirer(by_family=True, email="kelly@example.org")
    enquiry = factories.decided(screener, new=factories.new_enquiry(enquirer=enquirer))

    telling.tell(enquiry=enquiry, how=How.MESSAGE, by=screener, at=NOW + 2 * HOUR)

    message, link = Message.objects.get(), Link.objects.get()
    assert (message.link, message.to_email) == (link, "kelly@example.org")
    assert link.expires_at == NOW + 2 * HOUR + timedelta(days=28)
    for secret in ("Ava", "Kelly", "Shaw", "school", enquiry.reference):
        assert secret.lower() not in (message.subject + message.body).lower()


def test_a_leaver_is_written_to_as_anybody_else() -> None:
    screener, teacher = factories.screener(), practitioner()
    enquiry = factories.decided(screener, new=factories.by(teacher))
    teacher.is_active = False
    teacher.save()

    telling.tell(enquiry=factories.fresh(enquiry), how=How.MESSAGE, by=screener, at=NOW + 2 * HOUR)

    assert Message.objects.get().link is not None


def test_who_must_not_be_written_to_is_not() -> None:
    screener = factories.screener()
    enquirer = Enquirer(by_family=True, email="kelly@example.org", safe_to_write=False)
    enquiry = factories.decided(screener, new=factories.new_enquiry(enquirer=enquirer))

    with pytest.raises(telling.WayNotOpen):
        telling.tell(enquiry=enquiry, how=How.MESSAGE, by=screener, at=NOW + 2 * HOUR)

    assert not Message.objects.exists()


@pytest.mark.parametrize("told_at", [NOW, NOW + 9 * HOUR])
def test_nobody_is_told_before_the_decision_or_in_the_future(told_at: object) -> None:
    screener = factories.screener()
    enquiry = factories.decided(screener)

    with pytest.raises(telling.ToldOutOfTime):
        telling.tell(
            enquiry=enquiry,
            how=How.PHONE,
            by=screener,
            at=NOW + 2 * HOUR,
            told_at=told_at,  # type: ignore[arg-type]
        )


def test_there_is_nothing_to_tell_before_the_decision() -> None:
    screener = factories.screener()

    with pytest.raises(telling.NothingToTell):
        telling.tell(enquiry=factories.claimed(screener), how=How.PHONE, by=screener, at=NOW)


def test_an_enquiry_is_not_told_until_it_is() -> None:
    screener = factories.screener()
    first, second = factories.decided(screener), factories.decided(screener)
    assert set(Enquiry.objects.not_told()) == {first, second}

    telling.tell(enquiry=first, how=How.IN_PERSON, by=screener, at=NOW + 2 * HOUR)
    telling.cannot_tell(enquiry=second, reason="No name was left.", by=screener, at=NOW + 2 * HOUR)

    assert not Enquiry.objects.not_told().exists()
    assert last_kind(second) == events.NOT_TOLD


def test_a_new_decision_ends_the_links_to_the_old_one() -> None:
    screener = factories.screener()
    enquirer = Enquirer(by_family=True, email="kelly@example.org")
    enquiry = factories.decided(screener, new=factories.new_enquiry(enquirer=enquirer))
    telling.tell(enquiry=enquiry, how=How.MESSAGE, by=screener, at=NOW + 2 * HOUR)

    decision.redecide(
        enquiry=enquiry,
        ruling=factories.ruling(),
        by=screener,
        at=NOW + 3 * HOUR,
        expected_version=enquiry.version,
    )

    assert not Link.objects.open_at(NOW + 3 * HOUR).exists()
    assert list(Enquiry.objects.not_told()) == [enquiry]


# The safeguarding stop


def test_a_stop_is_kept_outside_the_queue() -> None:
    teacher, school = practitioner(), organisation()

    kept = stop.record_stop(child="Ava Shaw, 8", organisation=school, by=teacher, at=NOW)

    assert (kept.practitioner, kept.organisation, kept.at) == (teacher, school, NOW)
    assert not Enquiry.objects.exists()
    assert list(SafeguardingStop.objects.awaiting_receipt()) == [kept]


def test_a_receipt_takes_it_off_the_list() -> None:
    manager = factories.manager()
    kept = stop.record_stop(child="Ava Shaw, 8", organisation=None, by=practitioner(), at=NOW)

    stop.record_receipt(stop=kept, note="Ms Hill has it.", by=manager, at=NOW + HOUR)

    assert not SafeguardingStop.objects.awaiting_receipt().exists()
    with pytest.raises(stop.ReceiptRecorded):
        stop.record_receipt(stop=kept, note="Again.", by=manager, at=NOW + HOUR)
