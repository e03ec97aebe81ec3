"""The gallery keeps nothing of what is typed into it, so that the tests of a file share one site and its database."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.apart import apart, served


@pytest.fixture(scope="module")
def live_site(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """Serve the whole site for all tests of one file; the address is returned."""
    with apart(request, django_db_blocker), served() as address:
        yield address
