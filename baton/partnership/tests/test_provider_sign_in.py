"""Signing in at one's organisation, against a provider that runs on this machine; and every answer that is refused."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from baton.journal.models import Event
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.models import Identity, Practitioner, Provider
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories, local_provider
from baton.partnership.tests.local_provider import SECRET, STRANGERS_KEY, LocalProvider
from tests.browsing import ends_with_the_browser, text

SIGN_IN = reverse("account_login")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


@pytest.fixture(scope="module")
def server() -> Iterator[LocalProvider]:
    with local_provider.running() as running:
        yield running


@pytest.fixture
def there(server: LocalProvider) -> LocalProvider:
    server.__init__(server.issuer)
    return server


@pytest.fixture
def ada() -> Practitioner:
    return factories.practitioner(email="ada@hill.example.org", name="Ada Byron")


@pytest.fixture
def provider(ada: Practitioner, there: LocalProvider, settings: Any, tmp_path: Path) -> Provider:
    settings.BATON_SECRETS = tmp_path
    at = ada.memberships.get().organisation
    (tmp_path / f"sign-in-{at.code}").write_text(f"{SECRET}\n")
    return factories.provider(at, issuer=there.issuer, domains=["hill.example.org"])


def begin(client: Client, provider: Provider, **query: str) -> str:
    return client.get(reverse("account_provider_start", args=[provider.pk]), query).url


def come_back(client: Client, address: str) -> Any:
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def sign_in(client: Client, provider: Provider, there: LocalProvider, **query: str) -> Any:
    return come_back(client, there.sends_back(begin(client, provider, **query)))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_work_account_signs_in_and_is_tied(
    client: Client, ada: Practitioner, provider: Provider, there: LocalProvider
) -> None:
    answer = sign_in(client, provider, there, next="/account/")

    assert (answer.url, ends_with_the_browser(client)) == ("/account/", True)
    assert client.get("/account/").status_code == 200
    assert Identity.objects.get().subject == "ada-1"
    assert Event.objects.get(kind="partnership.identity_tied").actor_id == ada.pk
    assert Event.objects.get(kind="partnership.signed_in").actor_id == ada.pk


def test_the_question_carries_state_nonce_and_challenge_and_no_secret(
    client: Client, provider: Provider, there: LocalProvider
) -> None:
    address = begin(client, provider)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}

    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://testserver{reverse('account_provider_back', args=[provider.pk])}"
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    assert SECRET not in address
    assert set(asked["scope"].split()) == {"openid", "email"}


def test_once_tied_another_address_finds_the_same_person(
    client: Client, ada: Practitioner, provider: Provider, there: LocalProvider
) -> None:
    sign_in(Client(), provider, there)
    there.person["email"] = "ada.king@hill.example.org"

    sign_in(client, provider, there)

    assert client.session["_auth_user_id"] == str(ada.pk)


WRONG: dict[str, dict[str, Any]] = {
    "issuer": {"claims": {"iss": "https://elsewhere.example.org"}},
    "audience": {"claims": {"aud": "somebody-else"}},
    "several audiences, not for us": {"claims": {"aud": ["baton", "other"], "azp": "other"}},
    "expired": {"claims": {"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200}},
    "not yet": {"claims": {"nbf": int(time.time()) + 3600}},
    "another nonce": {"claims": {"nonce": "of another day"}},
    "no nonce": {"left_out": frozenset({"nonce"})},
    "no subject": {"left_out": frozenset({"sub"})},
    "no audience": {"left_out": frozenset({"aud"})},
    "no end": {"left_out": frozenset({"exp"})},
    "another key": {"key": STRANGERS_KEY},
    "address not verified": {"claims": {"email_verified": False}},
    "discovered issuer": {"about": {"issuer": "https://elsewhere.example.org"}},
    "keys in the clear elsewhere": {"about": {"jwks_uri": "http://keys.example.org/"}},
    "a token endpoint that leads on": {"leads_on": True},
    "no token endpoint": {"about": {"token_endpoint": None}},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_an_answer_that_does_not_hold_signs_nobody_in(
    client: Client, provider: Provider, there: LocalProvider, wrong: dict[str, Any]
) -> None:
    back = there.sends_back(begin(client, provider))
    for name, value in wrong.items():
        setattr(there, name, value)

    answer = come_back(client, back)

    assert answer.url == SIGN_IN
    assert "did not answer as it should" in text(client.get(SIGN_IN))
    assert not is_in(client)
    assert not Identity.objects.exists()


def test_a_token_signed_with_the_clients_own_secret_is_refused(
    client: Client, provider: Provider, there: LocalProvider
) -> None:
    there.signs_with_the_secret()

    sign_in(client, provider, there)

    assert not is_in(client)


def test_an_answer_is_taken_once(client: Client, provider: Provider, there: LocalProvider) -> None:
    back = there.sends_back(begin(client, provider))
    come_back(client, back)
    client.post(reverse("account_logout"))

    come_back(client, back)

    assert "begun too long ago, or in another browser" in text(client.get(SIGN_IN))
    assert not is_in(client)


def test_an_answer_opens_nothing_in_another_browser(
    client: Client, provider: Provider, there: LocalProvider
) -> None:
    back = there.sends_back(begin(Client(), provider))
    begin(client, provider)

    come_back(client, back)

    assert not is_in(client)


def test_an_answer_to_another_provider_is_refused(
    client: Client, provider: Provider, there: LocalProvider
) -> None:
    other = factories.provider(factories.organisation(), issuer=there.issuer, domains=["vale.example.org"])
    back = there.sends_back(begin(client, provider)).replace(str(provider.pk), str(other.pk))

    come_back(client, back)

    assert not is_in(client)


def test_a_sign_in_is_not_waited_for_longer_than_ten_minutes(
    client: Client, provider: Provider, there: LocalProvider
) -> None:
    back = there.sends_back(begin(client, provider))

    with time_machine.travel(time.time() + 601):
        come_back(client, back)

    assert not is_in(client)


def test_a_wrong_secret_is_trouble_and_nobodys_fault(
    client: Client, provider: Provider, there: LocalProvider, tmp_path: Path
) -> None:
    next(tmp_path.iterdir()).write_text("something else")

    sign_in(client, provider, there)

    assert "did not answer as it should" in text(client.get(SIGN_IN))


def test_a_provider_that_is_away_is_said_to_be(client: Client, provider: Provider) -> None:
    Provider.objects.update(issuer="http://127.0.0.1:9")

    assert begin(client, provider) == SIGN_IN
    assert "did not answer as it should" in text(client.get(SIGN_IN))


def test_who_turns_back_is_told_that_nothing_happened(client: Client, provider: Provider) -> None:
    state = parse_qs(urlsplit(begin(client, provider)).query)["state"][0]

    client.get(
        reverse("account_provider_back", args=[provider.pk]), {"error": "access_denied", "state": state}
    )

    assert "nothing happened here" in text(client.get(SIGN_IN))


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "x", "email": "nobody@hill.example.org"},
        {"sub": "x", "email": "ada@elsewhere.example.org"},
        {"sub": "x"},
    ],
    ids=["no account", "another domain", "no address"],
)
def test_who_has_no_account_gets_none(
    client: Client, provider: Provider, there: LocalProvider, person: dict[str, Any], caplog: Any
) -> None:
    factories.practitioner(email="ada@elsewhere.example.org")
    there.person = person

    sign_in(client, provider, there)

    tried = [record for record in caplog.records if record.name == "baton.partnership.tries"]
    assert [record.way for record in tried] == ["organisation"]

    assert "you have no account with it here" in text(client.get(SIGN_IN))
    assert not is_in(client)
    assert Practitioner.objects.filter(email__startswith="nobody").count() == 0


def test_a_member_of_another_organisation_is_not_let_in_by_this_one(
    client: Client, provider: Provider, there: LocalProvider
) -> None:
    factories.practitioner(email="bob@hill.example.org")
    there.person = {"sub": "bob", "email": "bob@hill.example.org"}

    sign_in(client, provider, there)

    assert not is_in(client)


def test_a_leaver_is_not_let_in_though_the_organisation_still_knows_them(
    client: Client, ada: Practitioner, provider: Provider, there: LocalProvider
) -> None:
    sign_in(Client(), provider, there)
    practitioners.leave(practitioner=ada, by=None, at=datetime.now(UTC))

    sign_in(client, provider, there)

    assert not is_in(client)


def test_an_address_given_on_to_somebody_new_opens_nothing(
    client: Client, provider: Provider, there: LocalProvider
) -> None:
    sign_in(Client(), provider, there)
    there.person["sub"] = "another-ada"

    sign_in(client, provider, there)

    assert "you have no account with it here" in text(client.get(SIGN_IN))


@pytest.mark.parametrize(
    ("claims", "asked_here"), [({"amr": ["pwd", "mfa"]}, False), ({"amr": ["pwd"]}, True)]
)
def test_a_second_factor_there_is_none_here(
    client: Client, provider: Provider, there: LocalProvider, settings: Any, claims: Any, asked_here: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    there.claims = claims

    sign_in(client, provider, there)

    answer = client.get("/my-work/")
    assert (answer.status_code == 302) is asked_here


def test_a_provider_known_to_ask_everybody_is_believed(
    client: Client, provider: Provider, there: LocalProvider, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    Provider.objects.update(asks_second_factor=True)

    sign_in(client, provider, there)

    assert client.get("/my-work/").status_code == 200


def test_who_also_works_elsewhere_needs_a_factor_that_the_provider_cannot_make(
    client: Client, ada: Practitioner, provider: Provider, there: LocalProvider, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    there.claims = {"amr": ["mfa"]}
    ada.set_unusable_password()
    ada.save()
    sign_in(client, provider, there)
    proof = there.sends_back(client.get(reverse("account_provider_again")).url)
    factories.join(ada, factories.organisation("The Hub"), Role.HUB_SCREENER)

    set_up = reverse("mfa_activate_totp")
    assert client.get("/my-work/").url == set_up
    come_back(client, proof)
    assert client.get(set_up).url == reverse("account_reset_password")
    assert "Choose a password of your own" in text(client.get(reverse("account_reset_password")))
    ada.set_password("nine wet umbrellas")
    ada.save()
    sign_in(client, provider, there)
    assert client.get(set_up).url.startswith(reverse("account_reauthenticate"))
    assert client.get(reverse("account_provider_again")).url == reverse("account_reauthenticate")
    client.post(reverse("account_reauthenticate"), {"password": "nine wet umbrellas"})
    assert client.get(set_up).status_code == 200


def test_a_factor_there_says_nothing_of_somebody_else_in_the_same_browser(
    client: Client, ada: Practitioner, provider: Provider, there: LocalProvider, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    there.claims = {"amr": ["mfa"]}
    factories.passkey(ada)
    bob = factories.practitioner(at=provider.organisation)
    bob.set_password("nine wet umbrellas")
    bob.save()

    assert sign_in(client, provider, there).url == reverse("mfa_authenticate")
    with time_machine.travel(time.time() + 1000):  # the code is no longer waited for
        client.post(SIGN_IN, {"login": bob.email, "password": "nine wet umbrellas"})

        assert client.session["_auth_user_id"] == str(bob.pk)
        assert client.get("/my-work/").url == reverse("mfa_activate_totp")


def test_a_fresh_sign_in_is_asked_for_there(client: Client, provider: Provider, there: LocalProvider) -> None:
    sign_in(client, provider, there)
    add = reverse("passkey_add")

    led = client.get(add).url
    assert led == f"{reverse('account_provider_again')}?next={add.replace('/', '%2F')}"
    address, before = client.get(led).url, client.session.session_key
    answer = come_back(client, there.sends_back(address))

    assert not Session.objects.filter(session_key=before).exists()
    assert (there.asked[-1]["prompt"], there.asked[-1]["max_age"]) == ("login", "0")
    assert answer.url == add
    assert client.get(add).status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"claims": {"auth_time": int(time.time()) - 3000}}, "did not answer as it should"),
        ({"left_out": frozenset({"auth_time"})}, "did not answer as it should"),
        ({"person": {"sub": "bob", "email": "bob@hill.example.org"}}, "Somebody else signed in"),
    ],
    ids=["long ago", "not told when", "somebody else"],
)
def test_what_is_not_fresh_or_not_the_same_person_proves_nothing(
    client: Client, ada: Practitioner, provider: Provider, there: LocalProvider, change: Any, words: str
) -> None:
    bob = factories.practitioner(email="bob@hill.example.org", at=ada.memberships.get().organisation)
    sign_in(client, provider, there)
    address = client.get(reverse("account_provider_again")).url
    for name, value in change.items():
        setattr(there, name, value)

    come_back(client, there.sends_back(address))

    assert words in text(client.get(reverse("mfa_index")))
    assert client.get(reverse("passkey_add")).status_code == 302
    assert client.session["_auth_user_id"] == str(ada.pk) != str(bob.pk)


def test_who_signed_in_with_a_password_is_not_sent_there(client: Client, ada: Practitioner) -> None:
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(reverse("account_provider_again")).url == reverse("account_reauthenticate")
