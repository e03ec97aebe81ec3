"""Time stands still for the tests of this app."""

from collections.abc import Iterator

import pytest
import time_machine

from baton.people.tests.factories import NOW


@pytest.fixture(autouse=True)
def the_moment() -> Iterator[None]:
    """Every test takes place at `factories.NOW`."""
    with time_machine.travel(NOW, tick=False):
        yield
