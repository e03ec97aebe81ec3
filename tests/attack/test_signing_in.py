"""What somebody signs in with: counted to the letter, once, and never gone around."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baton.partnership.models import Practitioner
from baton.partnership.tests import factories
from baton.partnership.tests.test_sign_in import PASSWORD, code, sign_in
from tests.browsing import text

pytestmark = pytest.mark.django_db

SESSION = "sessionid"
NEXT = "nine wet umbrellas"


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def ada() -> Practitioner:
    person = factories.practitioner(email="ada@example.org", name="Ada Lovelace-Byron")
    person.set_password(PASSWORD)
    person.save()
    return person


def is_in(client: Client) -> bool:
    return client.get(reverse("session_index")).status_code == 200


def way_of(link_in: str) -> str:
    """The way of the link in a message."""
    found = re.search(r"https?://[^/\s]+(/password/new/\S+)", link_in)
    assert found
    return found[1]


def choose(client: Client, password: str, old: str = PASSWORD) -> str:
    """Choose another password; what the page then says."""
    typed = {"oldpassword": old, "password1": password, "password2": password}
    return text(client.post(reverse("account_change_password"), typed, follow=True))


# the session


def test_signing_in_takes_a_new_session(client: Client, ada: Practitioner) -> None:
    client.session["planted"] = "by somebody else"
    client.session.save()
    planted = client.session.session_key
    client.cookies[SESSION] = planted or ""

    sign_in(client)

    own = client.cookies[SESSION].value
    assert own != planted
    assert not Session.objects.filter(session_key=planted).exists()
    assert re.fullmatch("[a-z0-9]{32}", own), "32 of 36 signs: some 165 bits"


def test_a_session_that_ended_is_over_on_the_server(client: Client, ada: Practitioner) -> None:
    sign_in(client)
    kept = client.cookies[SESSION].value
    client.post(reverse("account_logout"))

    again = Client()
    again.cookies[SESSION] = kept

    assert not is_in(again)


def test_a_forged_cookie_is_nobody(ada: Practitioner) -> None:
    for forged in ("", "x" * 32, "../../etc/passwd", "a" * 5000, "' OR 1=1 --"):
        client = Client()
        client.cookies[SESSION] = forged
        assert client.get(reverse("my_work")).status_code == 302


# the account


def test_no_number_of_queries_tells_whether_an_address_is_known(ada: Practitioner) -> None:
    counts = []
    for email in (ada.email, "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            sign_in(Client(), "wrong umbrellas", email=email)
        counts.append(len(queries))

    assert counts[0] == counts[1]


# the password


@pytest.mark.parametrize(
    "password",
    [
        "all in lower case",
        "LONGCAPITALSONLY",
        "849302750182",
        "żółw śpi pod dębem",
        "🐢🐢🐢 three turtles",
        "t" + " and on" * 20,
    ],
)
def test_a_password_of_any_signs_and_of_any_length_is_taken(
    client: Client, ada: Practitioner, password: str
) -> None:
    sign_in(client)

    choose(client, password)

    assert Practitioner.objects.get(pk=ada.pk).check_password(password)


EASILY_GUESSED = {
    "eleven sign": "Choose a longer password",
    "q1w2e3r4t5y6": "among the first that are guessed",
    "ada@example.org": "much like your name or your e-mail address",
    "lovelace-byron": "much like your name or your e-mail address",
    "BatonEarlyHelp2026": "nothing to do with this service or this area",
}


@pytest.mark.parametrize(("password", "said"), EASILY_GUESSED.items())
def test_a_password_that_is_guessed_easily_is_refused(
    client: Client, ada: Practitioner, password: str, said: str
) -> None:
    sign_in(client)

    assert said in choose(client, password)

    assert Practitioner.objects.get(pk=ada.pk).check_password(PASSWORD)


def test_so_it_is_where_a_link_leads_to(client: Client, ada: Practitioner) -> None:
    client.post(reverse("account_reset_password"), {"email": ada.email})
    form = client.get(way_of(mail.outbox[0].body), follow=True).redirect_chain[-1][0]

    page = client.post(form, {"password1": "lovelace-byron", "password2": "lovelace-byron"})

    assert "much like your name" in text(page)
    assert Practitioner.objects.get(pk=ada.pk).check_password(PASSWORD)


@pytest.mark.parametrize("near", [PASSWORD.upper(), f"{PASSWORD} ", f" {PASSWORD}", PASSWORD[:-1]])
def test_a_password_counts_to_the_letter(client: Client, ada: Practitioner, near: str) -> None:
    sign_in(client, near)

    assert not is_in(client)


def test_password_fields_hide_what_is_typed_and_help_managers(client: Client, ada: Practitioner) -> None:
    pages = [client.get(reverse("account_login")).content.decode()]
    sign_in(client)
    pages += [
        client.get(reverse(name)).content.decode()
        for name in ("account_change_password", "account_reauthenticate")
    ]

    fields = [field for page in pages for field in re.findall(r"<input[^>]+assword[^>]*>", page)]

    assert len(fields) >= 5
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert "onpaste" not in field
        assert not re.search(r'value="[^"]', field)
    assert not re.search("hint|question", " ".join(re.findall(r'name="([^"]+)"', "".join(pages))))


def test_no_password_ends_by_its_age(client: Client, ada: Practitioner) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=3 * 365)):
        sign_in(client)

        assert is_in(client)


def test_a_new_installation_has_no_account() -> None:
    assert not Practitioner.objects.exists()


# the second factor


def test_a_code_counts_once(ada: Practitioner) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    first, second = Client(), Client()
    with time_machine.travel(datetime(2026, 11, 2, 10, tzinfo=UTC), tick=False) as clock:
        shown = code(secret)
        for client in (first, second):
            sign_in(client)
            client.post(reverse("mfa_authenticate"), {"code": shown})
        third = Client()
        sign_in(third)
        clock.shift(timedelta(seconds=31))
        third.post(reverse("mfa_authenticate"), {"code": shown})

        assert [is_in(client) for client in (first, second, third)] == [True, False, False]


def test_a_recovery_code_counts_once(ada: Practitioner) -> None:
    TOTP.activate(ada, generate_totp_secret())
    codes = RecoveryCodes.activate(ada).generate_codes()
    first, second = Client(), Client()

    for client in (first, second):
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})

    assert [is_in(client) for client in (first, second)] == [True, False]
    assert all(re.fullmatch("[0-9]{8}", one) for one in codes)
    assert len(set(codes)) == 10


# the link for a new password


def test_a_new_password_does_not_go_around_the_second_factor(client: Client, ada: Practitioner) -> None:
    TOTP.activate(ada, generate_totp_secret())
    client.post(reverse("account_reset_password"), {"email": ada.email})
    form = client.get(way_of(mail.outbox[0].body), follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": NEXT, "password2": NEXT}, follow=True)

    assert not is_in(client)
    assert sign_in(client, NEXT).url == reverse("mfa_authenticate")
    assert not is_in(client)


def test_a_link_for_a_new_password_ends_with_the_password(client: Client, ada: Practitioner) -> None:
    client.post(reverse("account_reset_password"), {"email": ada.email})
    link = way_of(mail.outbox[0].body)
    sign_in(client)

    choose(client, NEXT)

    assert "This link no longer works" in text(Client().get(link, follow=True))


def test_a_link_for_a_new_password_is_its_owners_alone(client: Client, ada: Practitioner) -> None:
    other = factories.practitioner(email="eve@example.org")
    client.post(reverse("account_reset_password"), {"email": other.email})
    uid, _, key = way_of(mail.outbox[0].body).split("/")[3].partition("-")
    client.post(reverse("account_reset_password"), {"email": ada.email})
    adas = way_of(mail.outbox[1].body).split("/")[3].partition("-")[0]

    assert uid != adas
    page = Client().get(f"/password/new/{adas}-{key}/", follow=True)
    assert "This link no longer works" in text(page)
