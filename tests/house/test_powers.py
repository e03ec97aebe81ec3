"""Pages are served by a role without powers, or not at all."""

import os
import subprocess
import sys

import psycopg
import pytest

from config.run.databases import Databases
from config.run.home import ROOT
from config.run.powers import refuse_powers
from config.run.trouble import CalledWrongly, Trouble


def test_the_serving_role_is_accepted(own_database: Databases) -> None:
    refuse_powers(own_database.serving)


def test_the_owner_of_the_tables_is_refused(own_database: Databases) -> None:
    with pytest.raises(CalledWrongly, match="owns the tables"):
        refuse_powers(own_database.owner)


def test_a_serving_role_that_was_given_a_table_is_refused(
    own_database: Databases, owner_connection: psycopg.Connection
) -> None:
    owner_connection.execute(f"GRANT CREATE ON SCHEMA public TO {own_database.serving_role}")
    with psycopg.connect(own_database.serving) as serving:
        serving.execute("CREATE TABLE mine (id int)")

    with pytest.raises(CalledWrongly, match="owns the tables"):
        refuse_powers(own_database.serving)


def test_a_database_that_does_not_answer_is_one_message() -> None:
    with pytest.raises(Trouble, match="does not let us in"):
        refuse_powers("postgresql://somebody@127.0.0.1:1/nothing")


def served(url: str) -> subprocess.CompletedProcess[str]:
    """Load what the server loads."""
    return subprocess.run(
        [sys.executable, "-W", "ignore::UserWarning", "-c", "import config.wsgi"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.demo"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_server_does_not_start_as_the_owner(own_database: Databases) -> None:
    assert served(own_database.serving).returncode == 0
    refused = served(own_database.owner)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "owns the tables" in refused.stderr
