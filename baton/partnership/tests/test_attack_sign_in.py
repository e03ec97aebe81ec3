"""The door: guessing, locking others out, being led elsewhere, giving oneself a role, staying in the cache."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from baton.partnership.tests.test_sign_in import PASSWORD, SIGN_IN, sign_in
from tests.browsing import Browser, ends_with_the_browser, sign_in_afresh

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def ada() -> Practitioner:
    person = factories.practitioner(Role.PRACTITIONER, email="ada@example.org", name="Ada Byron")
    person.set_password(PASSWORD)
    person.save()
    return person


def gets_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_guessing_at_others_locks_nobody_else_out(client: Client, ada: Practitioner) -> None:
    for number in range(30):
        sign_in(client, "wrong", email=f"p{number}@example.org", REMOTE_ADDR=f"10.0.0.{number}")

    sign_in(client, REMOTE_ADDR="10.0.9.9")

    assert gets_in(client)


def test_colleagues_behind_one_address_are_not_locked_out_by_one_of_them(
    client: Client, ada: Practitioner
) -> None:
    for number in range(12):
        cache.clear()  # the sign-in library's own limit lasts a minute; this one must not go beyond it
        sign_in(client, "wrong", email=f"p{number}@example.org", REMOTE_ADDR="10.0.0.1")
    cache.clear()

    sign_in(client, REMOTE_ADDR="10.0.0.1")

    assert gets_in(client)


@pytest.mark.parametrize("spelt", ["ada@example.org", "ADA@example.org", " ada@example.org "])
def test_ten_wrong_tries_close_an_account_for_a_while_from_wherever_they_come(
    client: Client, ada: Practitioner, spelt: str
) -> None:
    for number in range(11):
        cache.clear()  # as after a restart, or in another process
        sign_in(
            client, "wrong", email="aDa@example.org" if number % 2 else spelt, REMOTE_ADDR=f"10.0.0.{number}"
        )
    cache.clear()

    sign_in(client, REMOTE_ADDR="10.0.9.9")

    assert not gets_in(client)


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(client: Client, ada: Practitioner, next_: str) -> None:
    page = client.get(SIGN_IN, {"next": next_}).content.decode()
    answer = client.post(SIGN_IN, {"login": ada.email, "password": PASSWORD, "next": next_})

    assert "evil.example" not in page
    assert answer.url == "/my-work/"


def test_a_forged_host_gets_no_link_by_mail(client: Client, ada: Practitioner, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["baton.example.org"]

    answer = client.post(reverse("account_reset_password"), {"email": ada.email}, HTTP_HOST="evil.example")

    assert answer.status_code == 400
    assert mail.outbox == []


def test_a_forgotten_password_says_the_same_of_an_unknown_address(client: Client, ada: Practitioner) -> None:
    known = client.post(reverse("account_reset_password"), {"email": ada.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 2, "as long for the one as for the other"


@pytest.mark.parametrize("name", ["membership_change", "practitioner_join"])
def test_a_system_administrator_takes_no_role_that_sees_families(name: str) -> None:
    admin = factories.practitioner(Role.SYSTEM_ADMINISTRATOR)
    own = Membership.objects.get(practitioner=admin)
    other = factories.organisation()
    key = own.pk if name == "membership_change" else admin.pk
    browser = Browser(admin)
    sign_in_afresh(browser.client, admin)

    sent = browser.post(name, key, roles=["safeguarding_lead"], organisation=str(other.pk))

    assert sent.status_code == 403
    assert browser.get(name, key).status_code == 403
    assert Practitioner.objects.get(pk=admin.pk).roles() == {Role.SYSTEM_ADMINISTRATOR}
    page = browser.get("practitioner_page", admin.pk).content.decode()
    assert reverse("membership_change", args=[own.pk]) not in page


@pytest.mark.parametrize("name", ["my_work", "mfa_index", "front", "ask"])
def test_what_somebody_signed_in_sees_is_kept_nowhere(ada: Practitioner, name: str) -> None:
    assert "no-store" in Browser(ada).get(name)["Cache-Control"]


def test_a_sign_in_left_open_ends_with_the_day(client: Client, ada: Practitioner) -> None:
    sign_in(client)

    assert ends_with_the_browser(client)
    assert client.session.get_expiry_age() <= 12 * 3600


def test_every_page_keeps_strangers_frames_and_scripts_away(client: Client) -> None:
    for name in ("front", "ask", "ask_form", "account_login"):
        answer = client.get(reverse(name))
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Content-Type-Options"] == "nosniff"
