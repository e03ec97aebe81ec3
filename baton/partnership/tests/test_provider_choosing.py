"""One finds one's organisation before one signs in there, and finds none that is not in use."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from baton.partnership.models import Provider
from baton.partnership.tests import factories
from tests.browsing import text

CHOOSE, SIGN_IN = reverse("provider_choose"), reverse("account_login")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def provider() -> Provider:
    return factories.provider(factories.organisation(), domains=["hill.example.org"])


def test_ones_organisation_is_found_by_ones_address(client: Client, provider: Provider) -> None:
    start = reverse("account_provider_start", args=[provider.pk])

    assert "Sign in with your organisation" in text(client.get(SIGN_IN))
    page = client.post(f"{CHOOSE}?next=/account/", {"email": "somebody@HILL.example.org"}).content.decode()
    assert f'href="{start}?next=%2Faccount%2F"' in page or f'href="{start}?next=/account/"' in page
    assert "No organisation signs in with such an address" in text(client.post(CHOOSE, {"email": "a@b.org"}))


def test_what_is_not_in_use_is_offered_to_nobody(client: Client, provider: Provider) -> None:
    Provider.objects.update(active=False)

    assert "Sign in with your organisation" not in text(client.get(SIGN_IN))
    assert "No organisation has a sign-in of its own here yet." in text(client.get(CHOOSE))
    assert client.get(reverse("account_provider_start", args=[provider.pk])).status_code == 404
