"""Each try to sign in leaves a line in the log, with ids and codes alone."""

import logging

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from baton.partnership.models import Practitioner
from baton.partnership.tests import factories
from baton.partnership.tests.test_sign_in import PASSWORD, code, sign_in

HELD, REFUSED = "signed in", "a try to sign in was refused"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def listened_to(caplog: pytest.LogCaptureFixture) -> None:
    cache.clear()
    caplog.set_level(logging.INFO, "baton.partnership.tries")


@pytest.fixture
def ada() -> Practitioner:
    person = factories.practitioner(email="ada@example.org", name="Ada Byron")
    person.set_password(PASSWORD)
    person.save()
    return person


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str, str | None]]:
    """What was noted: the text, the way, and whose account it is."""
    return [
        (record.msg, record.way, getattr(record, "practitioner_id", None))
        for record in caplog.records
        if record.name == "baton.partnership.tries"
    ]


def test_a_sign_in_leaves_a_line_with_all_that_was_given(
    client: Client, ada: Practitioner, caplog: pytest.LogCaptureFixture
) -> None:
    sign_in(client)
    client.post(reverse("account_logout"))
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})

    assert lines(caplog) == [(HELD, "password", str(ada.pk)), (HELD, "password+totp", str(ada.pk))]


def test_what_is_refused_leaves_a_line_without_what_was_typed(
    client: Client, ada: Practitioner, caplog: pytest.LogCaptureFixture
) -> None:
    sign_in(client, "eight wet umbrellas")
    sign_in(client, email="nobody@example.org")
    TOTP.activate(ada, generate_totp_secret())
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert lines(caplog) == [
        (REFUSED, "password", str(ada.pk)),
        (REFUSED, "password", None),
        (REFUSED, "code", str(ada.pk)),
    ]
    typed = ("umbrellas", "nobody@example.org", "000000")
    ours = [record for record in caplog.records if record.name == "baton.partnership.tries"]
    assert not any(word in str(vars(record)) for record in ours for word in typed)


def test_a_fresh_sign_in_that_is_refused_leaves_one(
    client: Client, ada: Practitioner, caplog: pytest.LogCaptureFixture
) -> None:
    TOTP.activate(ada, generate_totp_secret())
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")

    client.post(reverse("account_reauthenticate"), {"password": "wrong"})
    client.post(reverse("mfa_reauthenticate"), {"code": "000000"})

    assert lines(caplog) == [(REFUSED, "password", str(ada.pk)), (REFUSED, "code", str(ada.pk))]


def test_a_passkey_that_is_refused_leaves_one(
    client: Client, ada: Practitioner, caplog: pytest.LogCaptureFixture
) -> None:
    client.post(reverse("passkey_sign_in"), {"credential": "{}"})
    factories.passkey(ada)
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("mfa_reauthenticate_webauthn"))
    client.post(reverse("mfa_reauthenticate_webauthn"), {"credential": "{}"})

    assert lines(caplog) == [(REFUSED, "passkey", None), (REFUSED, "passkey", str(ada.pk))]
