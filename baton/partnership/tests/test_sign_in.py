"""Signing in as its user meets it: password, second factor, forgotten password, and the door closing behind a leaver."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from baton.journal.models import Event
from baton.partnership.actions import practitioner as actions
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from tests.browsing import ends_with_the_browser

PASSWORD = "seven wet umbrellas"
SIGN_IN = reverse("account_login")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def ada() -> Practitioner:
    person = factories.practitioner(Role.SYSTEM_ADMINISTRATOR, email="ada@example.org", name="Ada Byron")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client: Client, password: str = PASSWORD, email: str = "ada@example.org", **extra: str):
    return client.post(SIGN_IN, {"login": email, "password": password}, **extra)


def code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_the_right_password_leads_to_my_work(client: Client, ada: Practitioner) -> None:
    assert "Work e-mail address" in client.get(SIGN_IN).content.decode()

    answer = sign_in(client, email="Ada@Example.org")

    assert (answer.status_code, answer.url) == (302, "/my-work/")
    assert Event.objects.get(kind="partnership.signed_in").actor_id == ada.pk


def test_a_wrong_password_says_what_to_do_and_never_comes_back(client: Client, ada: Practitioner) -> None:
    page = sign_in(client, "eight wet umbrellas").content.decode()

    assert "they do not belong together" in page
    assert "eight wet umbrellas" not in page


def test_the_same_is_said_of_an_unknown_address(client: Client, ada: Practitioner) -> None:
    page = sign_in(client, email="nobody@example.org").content.decode()

    assert "they do not belong together" in page


def test_ten_wrong_tries_lock_the_address_out(client: Client, ada: Practitioner) -> None:
    for _ in range(10):
        answer = sign_in(client, "wrong", REMOTE_ADDR="10.0.0.1")

    assert answer.status_code in {200, 403, 429}
    assert sign_in(client, REMOTE_ADDR="10.0.0.1").status_code in {200, 403, 429}
    assert "_auth_user_id" not in client.session


def test_one_is_led_back_to_where_one_wanted_to_go(client: Client, ada: Practitioner) -> None:
    wanted = reverse("practitioner_index")

    answer = client.get(wanted)

    assert answer.url == f"{SIGN_IN}?next={wanted}"


def test_a_second_factor_is_asked_for_once_it_is_set_up(client: Client, ada: Practitioner) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)

    answer = sign_in(client)
    assert answer.url == reverse("mfa_authenticate")
    assert "It changes every 30 seconds" in client.post(answer.url, {"code": "000000"}).content.decode()
    answer = client.post(answer.url, {"code": code(secret)})

    assert answer.url == "/my-work/"
    assert ends_with_the_browser(client)


def test_without_a_second_factor_one_is_led_to_set_it_up(client: Client, ada: Practitioner, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client)

    assert client.get(reverse("practitioner_index")).url == reverse("mfa_activate_totp")
    again = client.get(reverse("mfa_activate_totp")).url
    assert "we ask once more" in client.get(again).content.decode()
    page = client.post(again, {"password": PASSWORD}, follow=True).content.decode()
    assert "scan this picture" in page
    assert "recovery codes" not in page, "there are none yet"
    secret = client.session["mfa.totp.secret"]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})

    assert answer.status_code == 302
    assert Authenticator.objects.filter(user=ada, type=Authenticator.Type.TOTP).exists()
    assert client.get(reverse("practitioner_index")).status_code == 200


def test_a_forgotten_password_is_renewed_by_a_link_that_works_once(client: Client, ada: Practitioner) -> None:
    client.post(reverse("account_reset_password"), {"email": ada.email})
    link = next(word for word in mail.outbox[0].body.split() if "/password/new/" in word)
    path = "/" + link.split("/", 3)[3]

    form = client.get(path, follow=True)
    chosen = {"password1": "nine wet umbrellas", "password2": "nine wet umbrellas"}
    done = client.post(form.redirect_chain[-1][0], chosen, follow=True)

    assert "Your password is changed" in done.content.decode()
    assert sign_in(Client(), "nine wet umbrellas").status_code == 302
    assert "This link no longer works" in Client().get(path, follow=True).content.decode()


def test_nothing_tells_whether_an_address_is_known(client: Client, ada: Practitioner) -> None:
    known = client.post(reverse("account_reset_password"), {"email": ada.email}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)

    assert known.content == unknown.content


def test_a_leaver_is_out_with_the_next_request(client: Client, ada: Practitioner) -> None:
    sign_in(client)
    assert client.get(reverse("practitioner_index")).status_code == 200

    actions.leave(practitioner=ada, by=None, at=datetime.now(UTC))

    assert client.get(reverse("practitioner_index")).status_code == 302
    assert "_auth_user_id" not in client.session or client.get(reverse("mfa_index")).status_code != 200


def test_roles_taken_away_are_gone_with_the_next_request(client: Client, ada: Practitioner) -> None:
    sign_in(client)

    actions.change_membership(
        membership=ada.memberships.get(),
        roles=frozenset({Role.ANALYST}),
        localities=[],
        case_limit=None,
        by=None,
        at=datetime.now(UTC),
    )

    assert client.get(reverse("practitioner_index")).status_code == 403


def test_without_a_membership_nothing_opens(client: Client, ada: Practitioner) -> None:
    sign_in(client)

    actions.end_membership(membership=ada.memberships.get(), by=None, at=datetime.now(UTC))

    assert client.get(reverse("mfa_index")).status_code == 403


@pytest.mark.parametrize(
    "name", ["account_signup", "account_inactive", "account_logout", "account_reset_password_done"]
)
def test_every_page_around_the_sign_in_says_what_to_do(client: Client, name: str) -> None:
    assert client.get(reverse(name), follow=True).status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "account_change_password"])
def test_ones_own_account(client: Client, ada: Practitioner, name: str) -> None:
    sign_in(client)

    assert client.get(reverse(name), follow=True).status_code == 200


def test_the_password_is_changed_only_with_the_one_in_use(client: Client, ada: Practitioner) -> None:
    sign_in(client)
    wanted = {"oldpassword": "wrong", "password1": "nine wet umbrellas", "password2": "nine wet umbrellas"}

    page = client.post(reverse("account_change_password"), wanted).content.decode()
    assert "Enter the password you use now" in page
    client.post(reverse("account_change_password"), wanted | {"oldpassword": PASSWORD})

    assert Practitioner.objects.get(pk=ada.pk).check_password("nine wet umbrellas")


def test_signing_out_takes_a_click(client: Client, ada: Practitioner) -> None:
    sign_in(client)

    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session
