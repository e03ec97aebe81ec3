"""The database of the tests, and the site that browser journeys visit. `TESTING.md` says which fixture is for what."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from config.run import capabilities, clones
from config.run import databases as run_databases
from config.run.databases import Databases, point_django_at
from tests.apart import PROFILE, apart, served

pytest_plugins = ["tests.canary", "tests.order", "tests.room", "tests.rubbish"]
# A shared machine may be slow for a moment: that is no fault of the rule being tried.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")
NOT_RUN = "NOT RUN: "


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what this machine cannot run, saying what it lacks."""
    for kind, why in capabilities.missing().items():
        for item in items:
            if item.get_closest_marker(kind):
                item.add_marker(pytest.mark.skip(reason=f"{NOT_RUN}{kind}: {why}"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell `./run test` which kinds of test could not run."""
    not_run: dict[str, str] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""
        if reason.startswith(NOT_RUN):
            kind, _, why = reason.removeprefix(NOT_RUN).partition(": ")
            not_run[kind] = why
    if not_run and (path := os.environ.get("BATON_NOT_RUN_FILE")):
        Path(path).write_text(json.dumps(not_run))


@pytest.fixture(autouse=True)
def mark_forgotten() -> Iterator[None]:
    """Forget which database was marked: a test rolls back its mark, which is never removed elsewhere."""
    from baton.core import installation

    yield
    installation._mark_of.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def home_of_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let what tests write (documents) lie in a folder of their own."""
    from django.conf import settings

    settings.BATON_HOME = tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def database_server() -> Iterator[Databases]:
    """Reach the server: our own, or the one that DATABASE_URL and DATABASE_OWNER_URL name."""
    with run_databases.reached(to_test=True) as databases:
        yield databases


@pytest.fixture(scope="session")
def shared_database(database_server: Databases) -> Iterator[Databases]:
    """Make the database in which this process's tests each run inside a transaction that is rolled back."""
    with clones.clone(database_server, PROFILE, "shared") as name:
        yield database_server.named(name)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, shared_database: Databases, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Point Django at the shared database; replaces pytest-django's own, which would create one as its owner.

    Tests arrange and look as the system; requests, through the client or the live site, are their practitioner's.
    """
    from baton.core import wall

    wall.whole_process(wall.Purpose.SYSTEM)
    point_django_at(shared_database)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def own_database(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Databases]:
    """Give the test a database of its own where commits are real; thrown away afterwards.

    `@pytest.mark.profile("darlington")` chooses another partnership's profile.
    """
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail("own_database takes the place of db and of the mark django_db: leave that out.")
    marker = request.node.get_closest_marker("profile")
    profile = marker.args[0] if marker else PROFILE
    request.getfixturevalue("settings").BATON_PROFILE = profile
    with apart(request, django_db_blocker, profile) as databases:
        yield databases


@pytest.fixture
def owner_connection(request: pytest.FixtureRequest) -> Iterator[psycopg.Connection]:
    """Connect to the test's own database as the owner of its tables; each statement commits at once."""
    databases: Databases = request.getfixturevalue("own_database")
    with psycopg.connect(databases.owner, autocommit=True) as owner:
        yield owner


@pytest.fixture
def live_site(own_database: Databases, settings: Any) -> Iterator[str]:
    """Serve the whole site on a free port of 127.0.0.1 from the test's own database; the address is returned."""
    with served() as address:
        settings.BATON_SITE_URL = address
        yield address
