"""Somebody lost their second factor: a system administrator takes it away, and they begin as at first."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.core import jobs
from baton.journal.models import Event
from baton.partnership import tasks
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.actions import second_factor as actions
from baton.partnership.actions import sign_in_address as addresses
from baton.partnership.actions.two_people import APART, NeedsAnother
from baton.partnership.models import Practitioner
from baton.partnership.presenters import second_factor_words
from baton.partnership.rules.roles import Role
from baton.partnership.rules.second_factor import Loss, Proof
from baton.partnership.tests import factories
from tests.browsing import Browser, fresh_browser, text

PASSWORD = "seven wet umbrellas"
SAID = {"loss": "lost", "proof": "manager"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Practitioner:
    return factories.practitioner(Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def browser(admin: Practitioner) -> Browser:
    return fresh_browser(admin)


@pytest.fixture
def bob() -> Practitioner:
    bob = factories.practitioner(name="Bob Carr", email="bob@example.org", last_login=timezone.now())
    bob.set_password(PASSWORD)
    bob.save()
    TOTP.activate(bob, generate_totp_secret())
    RecoveryCodes.activate(bob)
    factories.passkey(bob)
    return bob


def take_away(bob: Practitioner, by: Practitioner) -> Practitioner:
    return actions.take_away(practitioner=bob, loss=Loss.STOLEN, proof=Proof.MET, by=by, at=timezone.now())


def test_all_of_it_goes_with_password_and_sign_ins(bob: Practitioner, browser: Browser) -> None:
    factories.session(bob)
    asked = text(browser.get("second_factor_take_away", bob.pk))
    assert "has: an authenticator app, a passkey, recovery codes" in asked

    done = browser.post("second_factor_take_away", bob.pk, **SAID)

    assert done.url == reverse("practitioner_page", args=[bob.pk])
    assert not Authenticator.objects.filter(user=bob).exists()
    assert not bob.usersession_set.exists()
    assert not Practitioner.objects.get(pk=bob.pk).has_usable_password()
    event = Event.objects.get(kind="partnership.second_factor_taken")
    assert event.subject_id == bob.pk
    assert event.data == {
        "loss": "lost",
        "proof": "manager",
        "kinds": ["recovery_codes", "totp", "webauthn"],
    }
    page = text(browser.get("practitioner_page", bob.pk))
    assert "No second factor here yet" in page
    assert "has no password: send the link to begin with" in page
    assert browser.get("second_factor_take_away", bob.pk).status_code == 404


def test_they_are_told_and_begin_by_the_link_alone(bob: Practitioner, admin: Practitioner) -> None:
    take_away(bob, admin)
    (given,) = jobs.waiting("partnership.tell_second_factor_taken")

    tasks.tell_second_factor_taken(**given)

    (told,) = mail.outbox
    assert told.to == [bob.email]
    assert "Tell your manager at once" in told.body
    assert not {"Bob", "Carr"} & set(told.body.split())
    old = Client().post(reverse("account_login"), {"login": bob.email, "password": PASSWORD})
    assert "they do not belong together" in old.content.decode()
    path = "/" + next(word for word in told.body.split() if "/password/new/" in word).split("/", 3)[3]
    form = Client().get(path, follow=True)
    assert "This link no longer works" not in form.content.decode()


def test_why_and_how_one_knows_who_asks_must_be_said(bob: Practitioner, browser: Browser) -> None:
    page = text(browser.post("second_factor_take_away", bob.pk))

    assert "Choose what has happened to it" in page
    assert "If you do not, ask their manager first" in page
    assert Authenticator.objects.filter(user=bob).count() == 3


def test_a_screen_left_open_takes_nothing_away(bob: Practitioner, admin: Practitioner) -> None:
    answer = Browser(admin).post("second_factor_take_away", bob.pk, **SAID)

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.filter(user=bob).count() == 3


def test_ones_own_is_taken_away_by_another(admin: Practitioner, browser: Browser) -> None:
    factories.passkey(admin)

    assert browser.post("second_factor_take_away", admin.pk, **SAID).status_code == 403
    page = text(browser.get("practitioner_page", admin.pk))
    assert "Second factor: a passkey." in page
    assert "Take it away" not in page


def test_who_put_right_the_address_leaves_the_second_factor_to_another(
    bob: Practitioner, admin: Practitioner, browser: Browser
) -> None:
    day = timezone.now().replace(microsecond=0)
    addresses.correct_address(practitioner=bob, email="b.carr@example.org", by=admin, at=day)
    page = text(browser.post("second_factor_take_away", bob.pk, **SAID))
    assert "You put right their address, so another system administrator" in page
    almost, then = day + APART - timedelta(microseconds=1), day + APART
    said = {"practitioner": bob, "loss": Loss.LOST, "proof": Proof.MET, "by": admin}
    with pytest.raises(NeedsAnother) as refusal:
        actions.take_away(**said, at=almost)
    assert refusal.value.on == then
    assert Authenticator.objects.filter(user=bob).count() == 3

    assert actions.take_away(**said, at=then)


def test_another_administrator_takes_it_at_once(bob: Practitioner, admin: Practitioner) -> None:
    addresses.correct_address(practitioner=bob, email="b.carr@example.org", by=admin, at=timezone.now())

    take_away(bob, factories.practitioner(Role.SYSTEM_ADMINISTRATOR))

    assert not Authenticator.objects.filter(user=bob).exists()


def test_without_one_or_after_leaving_there_is_nothing_to_take(
    bob: Practitioner, admin: Practitioner
) -> None:
    with pytest.raises(actions.NoSecondFactor):
        take_away(factories.practitioner(), admin)

    practitioners.leave(practitioner=bob, by=admin, at=timezone.now())
    with pytest.raises(practitioners.AlreadyLeft):
        take_away(bob, admin)


def test_nothing_is_taken_when_the_event_cannot_be_written(
    bob: Practitioner, admin: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(journal, "record", broken)

    with pytest.raises(RuntimeError):
        take_away(bob, admin)

    assert Authenticator.objects.filter(user=bob).count() == 3
    assert Practitioner.objects.get(pk=bob.pk).check_password(PASSWORD)


def test_who_has_left_meanwhile_is_not_written_to(bob: Practitioner, admin: Practitioner) -> None:
    practitioners.leave(practitioner=bob, by=admin, at=timezone.now())

    tasks.tell_second_factor_taken(practitioner_id=str(bob.pk))

    assert mail.outbox == []


def test_two_passkeys_are_counted() -> None:
    person = factories.practitioner()
    factories.passkey(person)
    factories.passkey(person)

    assert second_factor_words(person) == ["2 passkeys"]
