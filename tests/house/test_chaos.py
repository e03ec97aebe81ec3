"""Ten kills while people write: the small form of `./run bench chaos`."""

from collections.abc import Iterator

import pytest

from bench.chaos import Killed, killed
from config.run.databases import Databases, point_django_at


@pytest.fixture(scope="module")
def came(django_db_setup: None, django_db_blocker, shared_database: Databases) -> Iterator[Killed]:
    """Writing through ten kills in an installation of its own."""
    with django_db_blocker.unblock():
        try:
            yield killed(10)
        finally:
            point_django_at(shared_database)


def test_what_was_acknowledged_is_there_whole_and_once_after_ten_kills(came: Killed) -> None:
    assert len(came.load.moments) > 10
    assert came.found.lost == set()
    assert (came.found.halves, came.found.doubles) == (0, 0)


def test_every_message_is_sent_in_the_end(came: Killed) -> None:
    assert came.found.unsent == 0
