"""A database and a site apart from those of the other tests, for as long as a block lasts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from config.run import clones
from config.run.databases import Databases, point_django_at

PROFILE = "doncaster"
clone_numbers = itertools.count(1)


@contextmanager
def apart(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker, profile: str = PROFILE
) -> Iterator[Databases]:
    """Point Django at a new database while the block lasts, and at the shared one again when it ends."""
    server: Databases = request.getfixturevalue("database_server")
    shared: Databases = request.getfixturevalue("shared_database")
    with clones.clone(server, profile, f"own{next(clone_numbers)}") as name:
        point_django_at(server.named(name))
        with django_db_blocker.unblock():
            try:
                yield server.named(name)
            finally:
                point_django_at(shared)


@contextmanager
def served() -> Iterator[str]:
    """Serve the whole site on a free port of 127.0.0.1 while the block lasts; the address is returned."""
    from django.test.testcases import LiveServerThread

    # Static files come from the middleware that serves them in production, not from a handler of tests.
    thread = LiveServerThread("127.0.0.1", lambda site: site, connections_override=None)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()
        connection.close()
