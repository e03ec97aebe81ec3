"""An account is asked for, approved within what the decider may give, refused with a reason, and begun by a link."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.core import jobs
from baton.journal.models import Event
from baton.partnership import tasks
from baton.partnership.actions import account_request as actions
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.models import AccountRequest, Organisation, Practitioner, Team
from baton.partnership.rules.account_request import KEPT_DAYS, Refusal
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from tests.browsing import Browser, fresh_browser, text

ASK = reverse("account_request_ask")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def school() -> Organisation:
    return factories.organisation("Hill Top School")


@pytest.fixture
def manager(school: Organisation) -> Practitioner:
    return factories.practitioner(Role.TEAM_MANAGER, at=school, email="head@example.org")


def said(school: Organisation, **values: str) -> dict[str, str]:
    return {
        "name": "Noor Khan",
        "email": "Noor@Example.org",
        "organisation": str(school.pk),
        "job_title": "Teacher",
        "why": "I lead on early help",
    } | values


def run_jobs(name: str) -> None:
    for given in jobs.waiting(f"partnership.{name}"):
        getattr(tasks, name)(**given)


def subjects_to(email: str) -> list[str]:
    return [sent.subject for sent in mail.outbox if sent.to == [email]]


def test_a_request_waits_for_the_manager_who_is_told_without_a_name(
    client: Client, school: Organisation, manager: Practitioner
) -> None:
    page = text(client.post(ASK, said(school), follow=True))
    run_jobs("answer_asker")
    run_jobs("tell_deciders")

    assert "We have your request" in page
    request = AccountRequest.objects.get()
    assert (request.email, request.state, request.organisation) == ("noor@example.org", "waiting", school)
    assert subjects_to("noor@example.org") == ["Your request for an account"]
    assert subjects_to("head@example.org") == ["Somebody asks for an account"]
    assert not any("Noor" in sent.body or "Hill Top" in sent.body for sent in mail.outbox)
    assert Event.objects.get(kind="partnership.account_asked").actor_id is None


def test_without_a_manager_the_system_administrator_is_told(school: Organisation) -> None:
    keeper = factories.practitioner(Role.SYSTEM_ADMINISTRATOR)

    assert keeper in factories.account_request(school).deciders()


def test_the_page_is_the_same_for_an_address_that_is_known(
    client: Client, school: Organisation, manager: Practitioner
) -> None:
    unknown = client.post(ASK, said(school), follow=True)
    known = client.post(ASK, said(school, email=manager.email), follow=True)
    again = client.post(ASK, said(school), follow=True)
    run_jobs("answer_asker")

    assert unknown.content == known.content == again.content
    assert AccountRequest.objects.count() == 1
    assert subjects_to(manager.email) == ["You have an account already"]


def test_what_is_missing_is_said_beside_its_field(client: Client, school: Organisation) -> None:
    page = text(client.post(ASK, said(school, organisation="", why="")))

    assert "Choose your organisation" in page
    assert not AccountRequest.objects.exists()


def test_many_requests_are_asked_to_wait_and_lose_nothing(
    client: Client, school: Organisation, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"account_request": "2/h/ip"}
    for number in range(2):
        client.post(ASK, said(school, email=f"n{number}@example.org"))

    answer = client.post(ASK, said(school))

    assert answer.status_code == 429
    assert "Your words are still here" in text(answer)
    assert 'value="Noor Khan"' in answer.content.decode()
    assert AccountRequest.objects.count() == 2


def test_a_manager_approves_with_role_and_team_and_a_link_begins_it(
    client: Client, school: Organisation, manager: Practitioner
) -> None:
    team = Team.objects.create(organisation=school, code="pastoral", name="Pastoral team")
    asked = factories.account_request(school, email="noor@example.org")
    again = Browser(manager).post("account_request_approve", asked.pk, roles=["practitioner"])
    assert again.url.startswith(reverse("account_reauthenticate"))
    browser = fresh_browser(manager)

    assert "Noor Khan, Teacher" in text(browser.get("account_request_index"))
    page = text(browser.get("account_request_approve", asked.pk))
    assert "Pastoral team" in page
    browser.post("account_request_approve", asked.pk, roles=["practitioner"], team=str(team.pk))
    run_jobs("invite")

    noor = Practitioner.objects.get(email="noor@example.org")
    membership = noor.memberships.get()
    assert (membership.organisation, membership.team, membership.roles) == (school, team, ["practitioner"])
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.practitioner) == ("approved", manager, noor)
    assert subjects_to("noor@example.org") == ["Your account is ready"]
    link = next(word for word in mail.outbox[-1].body.split() if "/password/new/" in word)
    form = client.get("/" + link.split("/", 3)[3], follow=True)
    chosen = {"password1": "nine wet umbrellas", "password2": "nine wet umbrellas"}
    client.post(form.redirect_chain[-1][0], chosen)
    assert Practitioner.objects.get(pk=noor.pk).check_password("nine wet umbrellas")


def test_the_link_runs_out(school: Organisation, settings: Any, client: Client) -> None:
    noor = factories.practitioner(at=school)
    practitioners.invite(practitioner=noor, by=None, at=timezone.now())
    run_jobs("invite")
    link = next(word for word in mail.outbox[-1].body.split() if "/password/new/" in word)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "This link no longer works" in text(client.get("/" + link.split("/", 3)[3], follow=True))


def test_who_signs_in_at_the_organisation_is_told_so(school: Organisation) -> None:
    factories.provider(school)
    noor = factories.practitioner(at=school)

    tasks.invite(practitioner_id=str(noor.pk))

    assert reverse("provider_choose") in mail.outbox[-1].body


def test_who_left_meanwhile_is_not_invited(school: Organisation) -> None:
    noor = factories.practitioner(at=school)
    practitioners.leave(practitioner=noor, by=None, at=timezone.now())

    tasks.invite(practitioner_id=str(noor.pk))

    assert mail.outbox == []
    with pytest.raises(practitioners.AlreadyLeft):
        practitioners.invite(practitioner=Practitioner.objects.get(pk=noor.pk), by=None, at=timezone.now())


def test_a_manager_gives_no_role_that_reaches_further(school: Organisation, manager: Practitioner) -> None:
    asked = factories.account_request(school)

    page = fresh_browser(manager).post("account_request_approve", asked.pk, roles=["hub_manager"])

    assert page.status_code == 200
    assert not Practitioner.objects.filter(email=asked.email).exists()
    with pytest.raises(actions.RoleNotYours):
        actions.approve(
            request=asked,
            approval=actions.Approval(roles=frozenset({Role.HUB_MANAGER})),
            by=manager,
            at=timezone.now(),
        )


def test_a_manager_decides_for_their_own_organisation_alone(manager: Practitioner) -> None:
    elsewhere = factories.account_request(factories.organisation())
    browser = fresh_browser(manager)

    assert "No request waits." in text(browser.get("account_request_index"))
    for name in ("account_request_approve", "account_request_refuse"):
        assert (
            browser.post(name, elsewhere.pk, roles=["practitioner"], refusal="not_known").status_code == 404
        )


def test_a_refusal_says_why_to_whoever_asked(school: Organisation, manager: Practitioner) -> None:
    asked = factories.account_request(school, email="noor@example.org")
    browser = Browser(manager)

    assert "Choose why" in text(browser.post("account_request_refuse", asked.pk))
    browser.post("account_request_refuse", asked.pk, refusal="another_organisation")
    run_jobs("tell_refused")

    asked.refresh_from_db()
    assert (asked.state, asked.refusal) == ("refused", "another_organisation")
    assert "choose that one" in mail.outbox[-1].body
    assert not Practitioner.objects.filter(email="noor@example.org").exists()
    assert browser.get("account_request_refuse", asked.pk).status_code == 404


def test_what_somebody_else_decided_is_not_decided_again(school: Organisation, manager: Practitioner) -> None:
    asked = factories.account_request(school)
    actions.refuse(request=asked, refusal=Refusal.NOT_KNOWN, by=manager, at=timezone.now())

    with pytest.raises(actions.DecidedAlready):
        actions.refuse(request=asked, refusal=Refusal.NOT_NEEDED, by=manager, at=timezone.now())
    with pytest.raises(actions.DecidedAlready):
        actions.approve(
            request=asked,
            approval=actions.Approval(roles=frozenset({Role.PRACTITIONER})),
            by=manager,
            at=timezone.now(),
        )


def test_an_address_that_got_an_account_meanwhile_is_said_to_have_one(
    school: Organisation, manager: Practitioner
) -> None:
    asked = factories.account_request(school)
    factories.practitioner(email=asked.email)

    page = fresh_browser(manager).post("account_request_approve", asked.pk, roles=["practitioner"])

    assert "Somebody signs in with this address already." in text(page)
    asked.refresh_from_db()
    assert asked.state == "waiting"


def test_the_link_is_sent_again_to_who_never_began(school: Organisation) -> None:
    noor = factories.practitioner(at=school)
    keeper = fresh_browser(factories.practitioner(Role.SYSTEM_ADMINISTRATOR))

    assert "send the link to begin with" in text(keeper.get("practitioner_page", noor.pk))
    assert noor.email in text(keeper.get("practitioner_invite", noor.pk))
    keeper.post("practitioner_invite", noor.pk)

    assert [given["practitioner_id"] for given in jobs.waiting("partnership.invite")] == [str(noor.pk)]


def test_a_decision_is_forgotten_after_a_year(school: Organisation, manager: Practitioner) -> None:
    waiting = factories.account_request(school)
    decided = factories.account_request(school)
    actions.refuse(request=decided, refusal=Refusal.NOT_KNOWN, by=manager, at=timezone.now())

    assert actions.forget(at=timezone.now() + timedelta(days=KEPT_DAYS - 1)) == 0
    assert actions.forget(at=timezone.now() + timedelta(days=KEPT_DAYS + 1)) == 1

    assert list(AccountRequest.objects.all()) == [waiting]
    event = Event.objects.get(kind="partnership.account_requests_forgotten")
    assert (event.data, event.subject_id) == ({"count": 1}, None)


def test_what_is_forgotten_stands_in_no_table_any_more(school: Organisation, manager: Practitioner) -> None:
    decided = factories.account_request(school, name="Noor Unforgettable", email="noor@unforgettable.example")
    actions.refuse(request=decided, refusal=Refusal.NOT_KNOWN, by=manager, at=timezone.now())

    actions.forget(at=timezone.now() + timedelta(days=KEPT_DAYS + 1))

    models = apps.get_app_config("partnership").get_models()
    holding = [
        model._meta.label
        for model in models
        if any("nforgettable" in str(row) for row in model._default_manager.values())
    ]
    assert holding == []


def test_a_mail_about_what_is_gone_is_not_sent(school: Organisation) -> None:
    gone = str(factories.organisation().pk)

    for task in (tasks.tell_deciders, tasks.tell_refused):
        task(request_id=gone)

    assert mail.outbox == []


def test_no_account_is_made_when_the_event_cannot_be_written(
    school: Organisation, manager: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the journal is full")

    asked = factories.account_request(school)
    monkeypatch.setattr(journal, "record", broken)

    with pytest.raises(RuntimeError):
        actions.approve(
            request=asked,
            approval=actions.Approval(roles=frozenset({Role.PRACTITIONER})),
            by=manager,
            at=timezone.now(),
        )

    assert not Practitioner.objects.filter(email=asked.email).exists()
