"""The databases of the tests are what `TESTING.md` says, and the serving role cannot step over its rights."""

import pghistory.models
import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from baton.core.management.commands.grant_serving_role import append_only
from baton.journal.models import Event
from config.run.databases import Databases

HISTORIES = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]


def refused(statement: str) -> bool:
    """Say whether the database refuses the statement for want of a right."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as fault:
        return isinstance(fault.__cause__, psycopg.errors.InsufficientPrivilege)
    return False


@pytest.mark.django_db
def test_tests_run_as_a_role_without_powers(database_server: Databases) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (database_server.serving_role, False, False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in apps.get_models() if append_only(model)])
def test_what_is_written_once_stays(model) -> None:
    table = model._meta.db_table
    assert not refused(f'SELECT count(*) FROM "{table}"')
    assert not refused(f'INSERT INTO "{table}" SELECT * FROM "{table}" WHERE false')
    assert refused(f'UPDATE "{table}" SET "{model._meta.pk.column}" = "{model._meta.pk.column}"')
    assert refused(f'DELETE FROM "{table}"')
    assert refused(f'TRUNCATE "{table}"')
    assert refused(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')
    assert refused(f'DROP TABLE "{table}"')


@pytest.mark.django_db
def test_journal_and_every_history_are_written_once() -> None:
    assert append_only(Event)
    assert all(append_only(model) for model in HISTORIES)


@pytest.mark.django_db
def test_triggers_cannot_be_switched_off_for_the_session() -> None:
    assert refused("SET session_replication_role = 'replica'")
    assert refused("CREATE TABLE public.mine (id int)")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{some_trigger}', true)")
        cursor.execute("SELECT public._pgtrigger_should_ignore('some_trigger')")
        assert cursor.fetchone() == (False,)


def test_the_owner_may_switch_triggers_off(owner_connection: psycopg.Connection) -> None:
    owner_connection.execute("SELECT set_config('pgtrigger.ignore', '{some_trigger}', false)")
    asked = "SELECT public._pgtrigger_should_ignore(%s), public._pgtrigger_should_ignore('another')"
    assert owner_connection.execute(asked, ["some_trigger"]).fetchone() == (True, False)


def test_commits_in_a_database_of_ones_own_are_real(own_database: Databases) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('one', '', now())")
    with psycopg.connect(own_database.owner) as owner:
        assert owner.execute("SELECT count(*) FROM django_session").fetchone() == (1,)


@pytest.mark.django_db
def test_a_database_of_ones_own_is_gone_afterwards(shared_database: Databases) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), count(*) FROM django_session")
        assert cursor.fetchone() == (shared_database.serving.rpartition("/")[2], 0)


def test_the_live_site_answers(live_site: str) -> None:
    import urllib.error
    import urllib.request

    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(f"{live_site}/no-such-page/")
    with refusal.value as answer:
        assert answer.code == 404
