"""Who asks for pages in the tests of the front door, and when."""

from collections.abc import Iterator

import pytest
import time_machine

from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.partnership.models import Practitioner
from tests.browsing import Browser


@pytest.fixture
def at_noon() -> Iterator[None]:
    """Every page is asked for two hours after `NOW`."""
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        yield


@pytest.fixture
def screener() -> Practitioner:
    """Somebody who screens."""
    return factories.screener(name="Sam Screener")


@pytest.fixture
def browser(screener: Practitioner) -> Browser:
    """The screener's browser."""
    return Browser(screener)
