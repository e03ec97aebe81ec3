"""Passkeys: added afresh, named, removed, and used in place of password and code; and what is refused."""

import json
import re
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.journal.models import Event
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.actions.passkey import add_passkey
from baton.partnership.models import Practitioner
from baton.partnership.tests import factories
from baton.partnership.tests.soft_key import SoftKey
from baton.partnership.tests.test_sign_in import PASSWORD, sign_in
from tests.browsing import ends_with_the_browser, sign_in_afresh, text

ADD, INDEX = reverse("passkey_add"), reverse("passkey_index")
SIGN_IN = reverse("passkey_sign_in")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def ada() -> Practitioner:
    person = factories.practitioner(email="ada@example.org", name="Ada Byron")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def client(ada: Practitioner) -> Client:
    return Client(headers={"host": "localhost", "user-agent": factories.WINDOWS})


@pytest.fixture
def signed_in(client: Client, ada: Practitioner) -> Client:
    sign_in(client)
    sign_in_afresh(client, ada)
    return client


def question_on(page: Any) -> dict[str, Any]:
    return json.loads(unescape(re.search(r'data-passkey-question="([^"]*)"', page.content.decode())[1]))


def asked(client: Client) -> dict[str, Any]:
    return client.get(SIGN_IN).json()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_passkey_is_made_named_after_its_device_and_brings_recovery_codes(
    signed_in: Client, ada: Practitioner
) -> None:
    answer = SoftKey().make(question_on(signed_in.get(ADD)))

    page = text(signed_in.post(ADD, {"name": "", "credential": answer}, follow=True))

    assert "The passkey is added." in page
    assert "Chrome on Windows" in page
    assert "not used yet" in page
    assert {each.type for each in Authenticator.objects.filter(user=ada)} == {"webauthn", "recovery_codes"}
    assert Event.objects.get(kind="partnership.passkey_added").actor_id == ada.pk


def test_a_second_passkey_leaves_the_recovery_codes_as_they_are(signed_in: Client, ada: Practitioner) -> None:
    codes = []
    for _ in range(2):
        answer = SoftKey().make(question_on(signed_in.get(ADD)))
        signed_in.post(ADD, {"name": "", "credential": answer})
        codes.append(Authenticator.objects.get(user=ada, type="recovery_codes").pk)

    assert codes[0] == codes[1]
    assert Authenticator.objects.filter(user=ada, type="webauthn").count() == 2


def test_a_fresh_sign_in_is_asked_first(client: Client, ada: Practitioner) -> None:
    sign_in(client)
    passkey = factories.passkey(ada).pk

    for address in (
        ADD,
        reverse("passkey_rename", args=[passkey]),
        reverse("passkey_remove", args=[passkey]),
    ):
        assert client.get(address).url.startswith(reverse("account_reauthenticate"))
        assert client.post(address).url.startswith(reverse("account_reauthenticate"))
    assert client.get(INDEX).status_code == 200


@pytest.mark.parametrize("answer", ["", "{", "[]", "{}", '{"response": 3}', "null"])
def test_no_answer_is_no_passkey(signed_in: Client, ada: Practitioner, answer: str) -> None:
    signed_in.get(ADD)

    page = text(signed_in.post(ADD, {"name": "Mine", "credential": answer}))

    assert "Your browser made no passkey" in page
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "key", [SoftKey(site="evil.example"), SoftKey(verifies=False)], ids=["another site", "not verified"]
)
def test_a_passkey_that_does_not_hold_is_not_kept(signed_in: Client, key: SoftKey) -> None:
    signed_in.post(ADD, {"name": "Mine", "credential": key.make(question_on(signed_in.get(ADD)))})

    assert not Authenticator.objects.exists()


def test_a_passkey_is_renamed_and_removed_with_its_recovery_codes(
    signed_in: Client, ada: Practitioner
) -> None:
    signed_in.post(ADD, {"name": "Mine", "credential": SoftKey().make(question_on(signed_in.get(ADD)))})
    passkey = Authenticator.objects.get(type="webauthn").pk
    rename, remove = reverse("passkey_rename", args=[passkey]), reverse("passkey_remove", args=[passkey])

    assert 'value="Mine"' in signed_in.get(rename).content.decode()
    assert "School laptop" in text(signed_in.post(rename, {"name": "School laptop"}, follow=True))
    assert "It is your only second factor." in text(signed_in.get(remove))
    page = text(signed_in.post(remove, follow=True))

    assert "School laptop is removed." in page
    assert not Authenticator.objects.filter(user=ada).exists()
    assert signed_in.get(remove).status_code == 404


def test_what_remains_beside_an_authenticator_app_stays(signed_in: Client, ada: Practitioner) -> None:
    Authenticator.objects.create(user=ada, type="totp", data={"secret": "x"})
    passkey = factories.passkey(ada).pk
    remove = reverse("passkey_remove", args=[passkey])

    assert "only second factor" not in text(signed_in.get(remove))
    signed_in.post(remove)

    assert Authenticator.objects.get(user=ada).type == "totp"


def test_nobody_touches_a_passkey_of_somebody_else(signed_in: Client) -> None:
    strangers = factories.passkey(factories.practitioner()).pk

    for name in ("passkey_rename", "passkey_remove"):
        assert signed_in.post(reverse(name, args=[strangers]), {"name": "Mine"}).status_code == 404

    assert Authenticator.objects.get(pk=strangers).wrap().name == "Chrome on Windows"


def test_a_passkey_signs_in_without_password_and_code(client: Client, ada: Practitioner) -> None:
    key = SoftKey()
    factories.passkey(ada, key=key)

    answer = client.post(SIGN_IN, {"credential": key.use(asked(client)), "next": "/account/"})

    assert answer.url == "/account/"
    assert client.get("/account/").status_code == 200
    assert ends_with_the_browser(client)
    assert Authenticator.objects.get().last_used_at is not None
    assert Event.objects.get(kind="partnership.signed_in").actor_id == ada.pk


def test_a_passkey_is_the_second_factor_after_a_password(client: Client, ada: Practitioner) -> None:
    key = SoftKey()
    factories.passkey(ada, key=key)
    code = sign_in(client).url
    assert code == reverse("mfa_authenticate")
    client.get(code)

    page = client.post(code, {"credential": SoftKey(owner="x").use(question_on(client.get(code)))})
    assert "This is not a passkey of yours." in text(page)
    assert not is_in(client)
    client.post(code, {"credential": key.use(question_on(page))})

    assert is_in(client)


def test_a_passkey_makes_a_sign_in_fresh(client: Client, ada: Practitioner) -> None:
    key = SoftKey()
    factories.passkey(ada, key=key)
    client.post(SIGN_IN, {"credential": key.use(asked(client))})
    again = f"{reverse('mfa_reauthenticate_webauthn')}?next={ADD}"

    assert "Use your passkey instead" in text(client.get(reverse("account_reauthenticate")))
    page = client.post(again, {"credential": "{}"})
    assert "This is not a passkey of yours." in text(page)
    answer = client.post(again, {"credential": key.use(question_on(page))})

    assert answer.url == ADD
    assert client.get(ADD).status_code == 200


@pytest.mark.parametrize("answer", ["", "{", "[]", "{}", '{"response": {"userHandle": "eA"}}', "7"])
def test_what_is_no_answer_signs_nobody_in(client: Client, answer: str) -> None:
    asked(client)

    page = text(client.post(SIGN_IN, {"credential": answer}, follow=True))

    assert "This passkey signs nobody in here." in page
    assert not is_in(client)


def test_an_answer_holds_once_and_only_for_what_was_asked(client: Client, ada: Practitioner) -> None:
    key = SoftKey()
    factories.passkey(ada, key=key)
    answer = key.use(asked(client))
    client.post(SIGN_IN, {"credential": answer})
    assert is_in(client)
    client.post(reverse("account_logout"))

    client.post(SIGN_IN, {"credential": answer})
    assert not is_in(client)
    asked(client)
    client.post(SIGN_IN, {"credential": answer})

    assert not is_in(client)


@pytest.mark.parametrize("wrong", [{"site": "evil.example"}, {"verifies": False}])
def test_an_answer_for_another_site_or_by_whoever_held_the_device_is_refused(
    client: Client, ada: Practitioner, wrong: dict[str, Any]
) -> None:
    key = SoftKey()
    factories.passkey(ada, key=key)
    forged = SoftKey(key=key.key, id=key.id, owner=key.owner, **wrong)

    client.post(SIGN_IN, {"credential": forged.use(asked(client))})

    assert not is_in(client)


def test_the_passkey_of_a_leaver_opens_nothing(client: Client, ada: Practitioner) -> None:
    key = SoftKey()
    factories.passkey(ada, key=key)
    practitioners.leave(practitioner=ada, by=None, at=timezone.now())

    answer = client.post(SIGN_IN, {"credential": key.use(asked(client))})

    assert answer.url == reverse("account_inactive")
    assert not is_in(client)


def test_a_passkey_counts_as_the_second_factor(client: Client, ada: Practitioner, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    key = SoftKey()
    factories.passkey(ada, key=key)

    client.post(SIGN_IN, {"credential": key.use(asked(client))})

    assert client.get("/my-work/").status_code == 200


def test_no_passkey_is_kept_when_the_event_cannot_be_written(
    ada: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(journal, "record", broken)

    with pytest.raises(RuntimeError):
        add_passkey(practitioner=ada, name="Mine", credential={}, at=timezone.now())

    assert not Authenticator.objects.exists()
