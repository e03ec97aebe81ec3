"""The address somebody signs in with is put right: what ends, who is told, and that the old one opens nothing."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.core import jobs
from baton.journal.models import Event
from baton.partnership import mails, tasks
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.actions import provider as providers
from baton.partnership.actions import second_factor
from baton.partnership.actions import sign_in_address as actions
from baton.partnership.models import Identity, Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.rules.second_factor import Loss, Proof
from baton.partnership.tests import factories
from tests.browsing import Browser, fresh_browser, text

PASSWORD, RENEWED = "seven wet umbrellas", "nine wet umbrellas"
OLD, NEW = "bob.car@example.org", "bob.carr@example.org"

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Practitioner:
    cache.clear()
    return factories.practitioner(Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def browser(admin: Practitioner) -> Browser:
    return fresh_browser(admin)


@pytest.fixture
def bob() -> Practitioner:
    bob = factories.practitioner(Role.HUB_SCREENER, name="Bob Carr", email=OLD)
    bob.set_password(PASSWORD)
    bob.save()
    return bob


def correct(bob: Practitioner, by: Practitioner, email: str = NEW) -> Practitioner:
    return actions.correct_address(practitioner=bob, email=email, by=by, at=timezone.now())


def link_in(body: str) -> str:
    return "/" + next(word for word in body.split() if "/password/new/" in word).split("/", 3)[3]


def test_the_new_address_signs_in_after_its_link_and_the_second_factor_stays(
    bob: Practitioner, browser: Browser
) -> None:
    factories.session(bob)
    factories.passkey(bob)
    assert f"Now it is {OLD}" in text(browser.get("sign_in_address_correct", bob.pk))

    done = browser.post("sign_in_address_correct", bob.pk, email="Bob.Carr@Example.org")

    assert done.url == reverse("practitioner_page", args=[bob.pk])
    now = Practitioner.objects.get(pk=bob.pk)
    assert now.email == NEW
    assert not now.has_usable_password()
    assert not bob.usersession_set.exists()
    assert bob.authenticator_set.count() == 1
    assert Event.objects.get(kind="partnership.address_corrected").data == {}
    assert jobs.waiting("people.look_for_conflicts") == [{"practitioner_id": str(bob.pk)}]
    tasks.tell_new_address(**jobs.waiting("partnership.tell_new_address")[0])
    visitor = Client()
    form = visitor.get(link_in(mail.outbox[0].body), follow=True)
    chosen = {"password1": RENEWED, "password2": RENEWED}
    visitor.post(form.redirect_chain[-1][0], chosen)
    answer = visitor.post(reverse("account_login"), {"login": NEW, "password": RENEWED})
    assert answer.url == reverse("mfa_authenticate")


def test_both_addresses_are_told_and_the_old_one_is_not_told_the_new(
    bob: Practitioner, admin: Practitioner
) -> None:
    correct(bob, admin)

    tasks.tell_old_address(**jobs.waiting("partnership.tell_old_address")[0])
    tasks.tell_new_address(**jobs.waiting("partnership.tell_new_address")[0])

    old, new = mail.outbox
    assert (old.to, new.to) == ([OLD], [NEW])
    assert NEW not in old.body
    assert "Tell your manager at once" in old.body
    assert "/password/new/" not in old.body


def test_the_old_mailbox_opens_nothing_any_more(bob: Practitioner, admin: Practitioner) -> None:
    mails.begin(bob)  # the library remembers the address to which it sent a link
    sent_before = link_in(mail.outbox.pop().body)

    correct(bob, admin)

    assert "This link no longer works" in Client().get(sent_before, follow=True).content.decode()
    Client().post(reverse("account_reset_password"), {"email": OLD})
    assert not any("/password/new/" in message.body for message in mail.outbox)
    now = Practitioner.objects.get(pk=bob.pk)
    now.set_password(RENEWED)
    now.save()
    answer = Client().post(reverse("account_login"), {"login": OLD, "password": RENEWED})
    assert "they do not belong together" in answer.content.decode()


def test_the_work_account_is_tied_anew_by_the_new_address(bob: Practitioner, admin: Practitioner) -> None:
    tied = factories.identity(bob, bob.memberships.get().organisation)

    correct(bob, admin)

    assert not Identity.objects.filter(pk=tied.pk).exists()
    assert Event.objects.get(kind="partnership.identity_untied").subject_id == tied.pk
    found = providers.practitioner_of(
        provider=tied.provider, subject="somebody-there", email=NEW, at=timezone.now()
    )
    assert found == bob
    with pytest.raises(providers.NoAccount):
        providers.practitioner_of(provider=tied.provider, subject="other", email=OLD, at=timezone.now())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("BOB.CAR@example.org", "This is the address they sign in with now"),
        ("ada@example.org", "Somebody else signs in with this address"),
        ("", "Enter their work e-mail address"),
    ],
)
def test_what_cannot_be_their_address_is_said_beside_it(
    bob: Practitioner, browser: Browser, typed: str, said: str
) -> None:
    factories.practitioner(email="ada@example.org")

    page = text(browser.post("sign_in_address_correct", bob.pk, email=typed))

    assert said in page
    assert Practitioner.objects.get(pk=bob.pk).email == OLD


def test_a_screen_left_open_changes_no_address(bob: Practitioner, admin: Practitioner) -> None:
    answer = Browser(admin).post("sign_in_address_correct", bob.pk, email=NEW)

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert Practitioner.objects.get(pk=bob.pk).email == OLD


def test_ones_own_is_put_right_by_another(admin: Practitioner, browser: Browser) -> None:
    assert browser.post("sign_in_address_correct", admin.pk, email=NEW).status_code == 403
    assert "Correct the address" not in text(browser.get("practitioner_page", admin.pk))


def test_who_has_left_has_none(bob: Practitioner, admin: Practitioner) -> None:
    practitioners.leave(practitioner=bob, by=admin, at=timezone.now())

    with pytest.raises(practitioners.AlreadyLeft):
        correct(bob, admin)


def test_whoever_is_shown_no_family_has_none_of_their_own_looked_for(admin: Practitioner) -> None:
    correct(factories.practitioner(Role.ANALYST), admin)

    assert jobs.waiting("people.look_for_conflicts") == []


def test_nothing_is_saved_when_the_event_cannot_be_written(
    bob: Practitioner, admin: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(journal, "record", broken)

    with pytest.raises(RuntimeError):
        correct(bob, admin)

    now = Practitioner.objects.get(pk=bob.pk)
    assert now.email == OLD
    assert now.check_password(PASSWORD)


def test_who_took_the_second_factor_leaves_the_address_to_another(
    bob: Practitioner, admin: Practitioner, browser: Browser
) -> None:
    factories.passkey(bob)
    second_factor.take_away(practitioner=bob, loss=Loss.LOST, proof=Proof.MET, by=admin, at=timezone.now())

    page = text(browser.post("sign_in_address_correct", bob.pk, email=NEW))

    assert "You took away their second factor, so another system administrator" in page
    assert Practitioner.objects.get(pk=bob.pk).email == OLD
    correct(bob, factories.practitioner(Role.SYSTEM_ADMINISTRATOR))
    assert Practitioner.objects.get(pk=bob.pk).email == NEW
