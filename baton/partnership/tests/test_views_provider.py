"""The system administrator names where an organisation's people sign in."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.journal.models import Event
from baton.partnership.actions.provider import save_provider
from baton.partnership.models import Identity, Organisation, Practitioner, Provider
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from tests.browsing import Browser, sign_in_afresh, text

SAID = {
    "issuer": "https://sign-in.example.org",
    "client_id": "baton",
    "domains": "@Hill.example.org, vale.example.org",
    "asks_second_factor": "no",
    "active": "yes",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Organisation:
    return factories.organisation("Hill Top School", code="hill_top")


@pytest.fixture
def browser() -> Browser:
    admin = factories.practitioner(Role.SYSTEM_ADMINISTRATOR)
    browser = Browser(admin)
    sign_in_afresh(browser.client, admin)
    return browser


def test_a_sign_in_is_named_and_the_page_says_what_both_sides_need(
    browser: Browser, school: Organisation, settings: Any, tmp_path: Path
) -> None:
    settings.BATON_SECRETS = tmp_path
    browser.post("provider_change", school.pk, **SAID)
    provider = Provider.objects.get(organisation=school)

    assert provider.domains == ["hill.example.org", "vale.example.org"]
    page = text(browser.get("provider_change", school.pk))
    assert f"/sign-in/organisation/{provider.pk}/back/" in page
    assert "into the file sign-in-hill_top" in page
    (tmp_path / "sign-in-hill_top").write_text("secret words")
    page = text(browser.get("provider_change", school.pk))
    assert "Our secret with them is there." in page
    assert "secret words" not in page
    assert "With their work account" in text(browser.get("provider_index"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"issuer": "http://sign-in.example.org"}, "begins with https://"),
        ({"domains": "ada@hill.example.org"}, "is no domain"),
        ({"domains": ""}, "Which e-mail addresses is it for"),
        ({"domains": "taken.example.org"}, "Another organisation signs in with “taken.example.org” already"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    browser: Browser, school: Organisation, wrong: dict[str, str], words: str
) -> None:
    factories.provider(factories.organisation(), domains=["taken.example.org"])

    sent = browser.post("provider_change", school.pk, **(SAID | wrong))

    assert sent.status_code == 200
    assert words in text(sent)
    assert not Provider.objects.filter(organisation=school).exists()


def test_another_issuer_knows_nobody_yet(browser: Browser, school: Organisation) -> None:
    factories.identity(factories.practitioner(at=school), school)

    browser.post(
        "provider_change", school.pk, **(SAID | {"issuer": factories.NOBODY_THERE, "client_id": "other"})
    )
    assert Identity.objects.exists()
    browser.post("provider_change", school.pk, **(SAID | {"issuer": "https://new.example.org"}))

    assert not Identity.objects.exists()
    assert Event.objects.filter(kind="partnership.provider_changed").count() == 2


def test_a_work_account_that_was_made_anew_is_untied(browser: Browser, school: Organisation) -> None:
    ada = factories.practitioner(at=school, name="Ada Byron")
    identity = factories.identity(ada, school)

    assert "Signs in with the work account of Hill Top School" in text(
        browser.get("practitioner_page", ada.pk)
    )
    assert "Was the work account of Ada Byron made anew?" in text(browser.get("identity_untie", identity.pk))
    browser.post("identity_untie", identity.pk)

    assert not Identity.objects.exists()
    assert Event.objects.filter(kind="partnership.identity_untied").exists()


def test_a_screen_left_open_names_no_sign_in_and_unties_nobody(school: Organisation) -> None:
    identity = factories.identity(factories.practitioner(at=school), school)
    browser = Browser(factories.practitioner(Role.SYSTEM_ADMINISTRATOR))

    for name, key, typed in (("provider_change", school.pk, SAID), ("identity_untie", identity.pk, {})):
        assert browser.get(name, key).url.startswith(reverse("account_reauthenticate"))
        assert browser.post(name, key, **typed).url.startswith(reverse("account_reauthenticate"))

    assert Provider.objects.get().issuer == factories.NOBODY_THERE
    assert Identity.objects.exists()


def test_nobody_else_names_a_sign_in(school: Organisation) -> None:
    manager: Practitioner = factories.practitioner(Role.TEAM_MANAGER, at=school)

    assert Browser(manager).post("provider_change", school.pk, **SAID).status_code == 403


def test_nothing_is_named_when_the_event_cannot_be_written(
    school: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(journal, "record", broken)

    with pytest.raises(RuntimeError):
        save_provider(
            organisation=school,
            issuer="https://sign-in.example.org",
            client_id="baton",
            domains=["hill.example.org"],
            asks_second_factor=False,
            active=True,
            by=None,
            at=timezone.now(),
        )

    assert not Provider.objects.exists()
