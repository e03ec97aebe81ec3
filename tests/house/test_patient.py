"""A migration under load gives way, says so, and succeeds once the lock is free."""

from contextlib import ExitStack

import psycopg
import pytest
from django.db import OperationalError, connection, migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from config.run import patient
from config.run.databases import Databases
from conftest import point_django_at


class Late(migrations.Migration):
    """A migration that needs the whole of a busy table for a moment."""

    operations = [
        migrations.RunSQL("CREATE TABLE people_late (id int)"),
        migrations.RunSQL("ALTER TABLE people_person ADD COLUMN late int"),
    ]


@pytest.fixture
def as_owner(own_database: Databases):
    point_django_at(Databases(own_database.owner, own_database.owner))
    yield own_database
    connection.close()


def migrate() -> None:
    executor = MigrationExecutor(connection)
    executor.apply_migration(executor.loader.project_state(), Late("9999_late", "people"))


def is_applied() -> tuple[bool, bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('people_late') IS NOT NULL")
        (made,) = cursor.fetchone()
    return made, ("people", "9999_late") in MigrationRecorder(connection).applied_migrations()


def test_a_blocked_migration_gives_way_says_so_and_later_succeeds(as_owner, monkeypatch) -> None:
    monkeypatch.setenv("BATON_MIGRATION_LOCK_SECONDS", "1")
    monkeypatch.setattr(patient, "TRIES", 2)
    said: list[str] = []
    pauses: list[float] = []
    with psycopg.connect(as_owner.serving) as reading:
        reading.execute("SELECT 1 FROM people_person")  # a long page: it holds its lock until it ends

        with pytest.raises(patient.Blocked, match="in 2 tries of 1 s") as blocked:
            patient.patiently(migrate, say=said.append, wait=pauses.append)

        assert blocked.value.returncode == 1
        assert is_applied() == (False, False)
        assert (said, pauses) == (["A migration met a lock; try 1 of 2 gave way.\n"], [2.0])

    patient.patiently(migrate)

    assert is_applied() == (True, True)


def test_it_goes_through_as_soon_as_the_other_is_done(as_owner, monkeypatch) -> None:
    monkeypatch.setenv("BATON_MIGRATION_LOCK_SECONDS", "1")
    with ExitStack() as page:
        reading = page.enter_context(psycopg.connect(as_owner.serving))
        reading.execute("SELECT 1 FROM people_person")

        patient.patiently(migrate, say=lambda words: None, wait=lambda seconds: page.close())

        assert is_applied() == (True, True)


@pytest.mark.django_db
def test_another_fault_is_not_tried_again() -> None:
    tries: list[int] = []

    def broken() -> None:
        tries.append(1)
        raise OperationalError("the disk is full")

    with pytest.raises(OperationalError):
        patient.patiently(broken)

    assert tries == [1]
