"""Somebody leaves on a day that was planned, stays after all, or has not been here for a year."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from baton.journal.models import Event
from baton.partnership import profiles, tasks
from baton.partnership.actions import practitioner as actions
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from tests.browsing import Browser, text

NOW = datetime(2026, 7, 3, 9, tzinfo=UTC)
LAST = date(2026, 7, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob() -> Practitioner:
    return factories.practitioner(name="Bob Carr")


@pytest.fixture
def browser() -> Browser:
    return Browser(factories.practitioner(Role.SYSTEM_ADMINISTRATOR))


def has_left(person: Practitioner) -> bool:
    return Practitioner.objects.get(pk=person.pk).left_on is not None


def test_a_last_day_is_planned_and_shown(bob: Practitioner, browser: Browser) -> None:
    day = timezone.localdate() + timedelta(days=20)
    typed = {"last_on-day": day.day, "last_on-month": day.month, "last_on-year": day.year, "sure": "yes"}

    browser.post("practitioner_leave", bob.pk, **typed)

    assert Practitioner.objects.get(pk=bob.pk).leaves_on == day
    assert not has_left(bob)
    assert "Leaves after" in text(browser.get("practitioner_page", bob.pk))
    assert Event.objects.get(kind="partnership.leaving_planned").data == {"last_on": day.isoformat()}


def test_a_last_day_is_not_in_the_past(bob: Practitioner, browser: Browser) -> None:
    typed = {"last_on-day": 1, "last_on-month": 1, "last_on-year": 2020, "sure": "yes"}

    page = browser.post("practitioner_leave", bob.pk, **typed)

    assert "must be today or in the future" in text(page)
    assert Practitioner.objects.get(pk=bob.pk).leaves_on is None


@pytest.mark.parametrize(
    ("at", "is_over"),
    [
        (datetime(2026, 7, 10, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 10, 23, 1, tzinfo=UTC), True),
        (datetime(2026, 7, 12, 9, tzinfo=UTC), True),
    ],
    ids=["on the last evening", "after midnight here", "days later"],
)
def test_access_ends_when_the_last_day_is_over(bob: Practitioner, at: datetime, is_over: bool) -> None:
    actions.plan_leaving(practitioner=bob, last_on=LAST, by=None, at=NOW)

    with time_machine.travel(at, tick=False):
        tasks.end_leavers()
        tasks.end_leavers()

    assert has_left(bob) is is_over
    assert Event.objects.filter(kind="partnership.practitioner_left").count() == int(is_over)


def test_sign_ins_end_with_it(bob: Practitioner) -> None:
    factories.session(bob)
    actions.plan_leaving(practitioner=bob, last_on=LAST, by=None, at=NOW)

    actions.end_leavers(at=NOW + timedelta(days=30))

    assert not bob.usersession_set.exists()
    assert not Practitioner.objects.get(pk=bob.pk).memberships_now()


def test_somebody_stays_after_all(bob: Practitioner, browser: Browser) -> None:
    actions.plan_leaving(practitioner=bob, last_on=LAST, by=None, at=NOW)

    assert "They would have left after" in text(browser.get("practitioner_stay", bob.pk))
    browser.post("practitioner_stay", bob.pk)
    actions.end_leavers(at=NOW + timedelta(days=30))

    assert not has_left(bob)
    assert browser.get("practitioner_stay", bob.pk).status_code == 404


def test_who_has_left_neither_plans_nor_stays(bob: Practitioner) -> None:
    actions.leave(practitioner=bob, by=None, at=NOW)

    with pytest.raises(actions.AlreadyLeft):
        actions.plan_leaving(practitioner=bob, last_on=LAST, by=None, at=NOW)
    with pytest.raises(actions.AlreadyLeft):
        actions.call_off_leaving(practitioner=bob, by=None, at=NOW)


def test_accounts_that_nobody_used_for_a_year_are_listed(bob: Practitioner, browser: Browser) -> None:
    year = timedelta(days=profiles.current().accounts.unused_days or 0)
    used, quiet = (
        factories.practitioner(name=name, last_login=timezone.now() - year + margin)
        for name, margin in (("Used Now", timedelta(days=1)), ("Quiet Long", timedelta(days=-1)))
    )
    new = factories.practitioner(name="New Here", starts_on=timezone.localdate())
    gone = factories.practitioner(name="Gone Before")
    actions.leave(practitioner=gone, by=None, at=timezone.now())

    page = text(browser.get("practitioner_unused"))

    assert quiet.name in page
    assert f"{bob.name} " in page
    assert not any(each.name in page for each in (used, new, gone))
    assert "Unused accounts" in text(browser.get("practitioner_index"))


def test_a_partnership_may_not_ask_after_them(
    bob: Practitioner, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(profiles.current().accounts), "unused_days", None)

    page = browser.client.get(reverse("practitioner_unused"))

    assert "does not ask after unused accounts" in text(page)
    assert "Every account is used." in text(page)
