"""Every address at once: text that would be a script, forms without their token, looking that must change nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from baton.journal.models import Event
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from tests.browsing import BACKEND
from tests.matrix.addresses import Address, addresses
from tests.matrix.cast import cast
from tests.matrix.world import build, keys_about_nobody

pytestmark = pytest.mark.django_db

SCRIPT = """"'><img src=x onerror=alert(1)>{{7*7}}"""
WRITTEN_BY_PEOPLE = {"people", "frontdoor", "casework", "workforce", "notices", "integrations", "outcomes"}
CODES = {
    "kind",
    "code",
    "state",
    "status",
    "channel",
    "reference",
    "url_name",
    "template",
    "path",
    "tool",
    "area",
    "digest",
}


@pytest.fixture
def everywhere() -> tuple[Client, Practitioner, dict[str, Any]]:
    """Somebody with every role but one, and an id for every address."""
    around = cast()
    keys = keys_about_nobody(around) | build(around)["own"].keys
    roles = [role for role in Role if role is not Role.SYSTEM_ADMINISTRATOR]
    who = factories.practitioner(*roles, at=around.school, localities=(around.here,))
    client = Client()
    client.force_login(who, backend=BACKEND)
    return client, who, keys


def pages(keys: dict[str, Any]) -> Iterator[tuple[Address, str]]:
    for address in addresses():
        if all(keys.get(key) is not None for key in address.keys):
            yield address, reverse(address.name, kwargs={key: keys[key] for key in address.keys})


def deface() -> int:
    """Write a script into every text that people write, wherever it is stored."""
    defaced = 0
    for model in apps.get_models():
        if model._meta.app_label not in WRITTEN_BY_PEOPLE or model._meta.model_name.endswith("history"):
            continue
        for field in model._meta.concrete_fields:
            free = isinstance(field, models.TextField) or (
                isinstance(field, models.CharField)
                and not isinstance(field, models.EmailField)
                and not field.choices
                and (field.max_length or 999) >= len(SCRIPT)
                and field.name not in CODES
            )
            if free:
                defaced += _write(model, field.name)
    return defaced


def _write(model: type[models.Model], name: str) -> int:
    try:
        with transaction.atomic():
            return model._default_manager.exclude(**{name: ""}).update(**{name: SCRIPT})
    except (ValueError, transaction.TransactionManagementError):
        return 0
    except Exception as refused:  # a constraint holds what may stand there: no text of people
        if "constraint" not in str(refused):
            raise
        return 0


def test_what_people_write_is_never_a_script(everywhere: tuple[Client, Practitioner, dict[str, Any]]) -> None:
    client, who, keys = everywhere
    assert deface() > 30
    Practitioner.objects.exclude(pk=who.pk).update(name=SCRIPT, job_title=SCRIPT)

    shown, escaped = 0, 0
    for address, url in pages(keys):
        answer = client.get(url)
        answer.getvalue()  # a file is closed once it is read
        if "html" not in answer.get("Content-Type", ""):
            assert "attachment" in answer.get("Content-Disposition", "attachment"), address.name
            continue
        page = answer.content.decode()
        shown += answer.status_code == 200
        escaped += "&lt;img src=x" in page
        assert "<img src=x" not in page, address.name
    assert shown > 60
    assert escaped > 30


def test_looking_changes_nothing_and_no_form_is_taken_from_another_site(
    everywhere: tuple[Client, Practitioner, dict[str, Any]],
) -> None:
    _, who, keys = everywhere
    client = Client(enforce_csrf_checks=True)
    client.force_login(who, backend=BACKEND)
    before = Event.objects.count()

    for address, url in pages(keys):
        answer = client.get(url)
        answer.getvalue()  # a file is closed once it is read
        assert Event.objects.count() == before, address.name
        if answer.status_code == 200 and address.name != "theme":
            assert "no-store" in answer["Cache-Control"], address.name
        assert client.post(url, {"submission_token": ""}).status_code in {403, 405}, address.name
