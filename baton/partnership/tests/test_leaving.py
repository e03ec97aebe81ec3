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
from baton.partnership.permissions import can_plan_leaving_of
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from tests.browsing import Browser, fresh_browser, text

NOW = datetime(2026, 7, 3, 9, tzinfo=UTC)
LAST = date(2026, 7, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob() -> Practitioner:
    return factories.practitioner(name="Bob Carr")


@pytest.fixture
def browser() -> Browser:
    return fresh_browser(factories.practitioner(Role.SYSTEM_ADMINISTRATOR))


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


@pytest.fixture
def head(bob: Practitioner) -> Practitioner:
    return factories.practitioner(Role.TEAM_MANAGER, name="Hetty Head", at=bob.memberships.get().organisation)


def last_day(day: date) -> dict[str, object]:
    return {"last_on-day": day.day, "last_on-month": day.month, "last_on-year": day.year, "sure": "yes"}


def test_a_manager_enters_the_last_day_of_their_own_and_calls_it_off(
    bob: Practitioner, head: Practitioner
) -> None:
    browser, day = fresh_browser(head), timezone.localdate() + timedelta(days=20)
    holds = text(browser.get("holdings", bob.pk))
    assert "Pass these on, and enter their last day" in holds
    asked = text(browser.get("practitioner_leave", bob.pk))
    assert "All they hold : pass it on before the last day" in asked
    assert "Must all access end at once? Ask a system administrator." in asked

    done = browser.post("practitioner_leave", bob.pk, **last_day(day))

    assert done.url == reverse("holdings", args=[bob.pk])
    assert Practitioner.objects.get(pk=bob.pk).leaves_on == day
    assert Event.objects.get(kind="partnership.leaving_planned").actor_id == head.pk
    assert "They stay after all" in text(browser.client.get(done.url))
    browser.post("practitioner_stay", bob.pk)
    assert Practitioner.objects.get(pk=bob.pk).leaves_on is None


def test_a_manager_ends_no_access_at_once(bob: Practitioner, head: Practitioner) -> None:
    page = fresh_browser(head).post("practitioner_leave", bob.pk, sure="yes")

    assert "Enter their last day" in text(page)
    assert not has_left(bob)


def test_a_manager_plans_nobodys_leaving_elsewhere(bob: Practitioner, head: Practitioner) -> None:
    stranger = factories.practitioner(leaves_on=LAST)
    browser = fresh_browser(head)

    assert browser.get("practitioner_leave", stranger.pk).status_code == 404
    assert browser.post("practitioner_stay", stranger.pk).status_code == 404
    assert Practitioner.objects.get(pk=stranger.pk).leaves_on == LAST


def test_who_also_works_elsewhere_is_for_the_system_administrator(
    bob: Practitioner, head: Practitioner
) -> None:
    factories.join(bob, factories.organisation("The Hub"))
    Practitioner.objects.filter(pk=bob.pk).update(leaves_on=LAST)
    browser = fresh_browser(head)

    page = text(browser.post("practitioner_leave", bob.pk, **last_day(timezone.localdate())))

    assert "Bob Carr also works for The Hub. Ask a system administrator" in page
    assert browser.post("practitioner_stay", bob.pk).status_code == 403
    assert Practitioner.objects.get(pk=bob.pk).leaves_on == LAST
    holds = text(browser.get("holdings", bob.pk))
    assert "They stay after all" not in holds


def test_a_manager_does_not_end_a_system_administrator_nor_themselves(
    bob: Practitioner, head: Practitioner
) -> None:
    keeper = factories.practitioner(
        Role.SYSTEM_ADMINISTRATOR, name="Kim Keeper", at=bob.memberships.get().organisation
    )
    browser, sent = fresh_browser(head), last_day(timezone.localdate())

    assert "Kim Keeper looks after everybody’s accounts" in text(
        browser.post("practitioner_leave", keeper.pk, **sent)
    )
    assert "You cannot end your own access. Ask a system administrator" in text(
        browser.post("practitioner_leave", head.pk, **sent)
    )
    assert not Practitioner.objects.filter(leaves_on__isnull=False).exists()


def test_who_manages_one_of_two_organisations_is_asked_of_that_one_alone() -> None:
    hub, school = factories.organisation(), factories.organisation()
    both = factories.practitioner(Role.TEAM_MANAGER, at=hub)
    factories.join(both, school, Role.PRACTITIONER)
    here, there = factories.practitioner(at=hub), factories.practitioner(at=school)

    found = set(Practitioner.objects.get_queryset().leaving_asked_of(both))

    assert found == {both, here}
    assert can_plan_leaving_of(both, here)
    assert not can_plan_leaving_of(both, there)


def test_a_manager_is_not_asked_about_who_belongs_nowhere_now(bob: Practitioner, head: Practitioner) -> None:
    actions.end_membership(membership=bob.memberships.get(), by=None, at=timezone.now())

    assert not can_plan_leaving_of(head, Practitioner.objects.get(pk=bob.pk))
    assert fresh_browser(head).get("practitioner_leave", bob.pk).status_code == 404
