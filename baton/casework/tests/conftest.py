"""Time stands still for the tests of this app."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, Cast, Household
from baton.partnership.models import Practitioner


@pytest.fixture(autouse=True)
def the_moment() -> Iterator[None]:
    """Every test takes place at `factories.NOW`."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def around(db: None) -> Cast:
    """The people around a case."""
    return factories.cast()


@pytest.fixture
def home(db: None) -> Household:
    """A family of three."""
    return factories.household()


@pytest.fixture
def as_(client: Client) -> Callable[[Practitioner], Client]:
    """The site as somebody sees it who is signed in."""

    def sign_in(who: Practitioner) -> Client:
        client.force_login(who)
        return client

    return sign_in
