"""An import whose process is killed: what it had written and not said is gone, and it can be done again."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from baton.core.bulk import FEW
from baton.integrations.tests.running import Ran, everything, folder_of
from baton.integrations.tests.texts import OTHER_FAMILY, SOUND, files
from baton.people.models import Person
from config.run.databases import Databases
from config.run.home import ROOT

PATIENCE = 120
# Clones of one template have tables of the same number, and other tests work in theirs meanwhile.
HERE = "database = (SELECT oid FROM pg_database WHERE datname = current_database())"
WAITS = (
    f"SELECT count(*) FROM pg_locks WHERE {HERE} AND NOT granted AND relation = 'outcomes_reading'::regclass"
)
WRITERS = (
    f"SELECT count(*) FROM pg_locks WHERE {HERE} AND mode = 'RowExclusiveLock'"
    " AND relation = 'people_person'::regclass"
)


def until(is_so: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.05)


def test_a_killed_import_leaves_nothing_and_can_be_done_again(
    own_database: Databases, owner_connection: psycopg.Connection, tmp_path: Path
) -> None:
    many = [OTHER_FAMILY | {"person_id": f"Q{number}"} for number in range(FEW + 1)]
    folder = folder_of(tmp_path / "old", files(people=[*SOUND["people.csv"], *many]))
    before = everything()
    environment = os.environ | {
        "DATABASE_URL": own_database.serving,
        "DATABASE_OWNER_URL": own_database.owner,
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
    }
    command = [sys.executable, "manage.py", "import_records", str(folder)]

    def count(query: str) -> int:
        row = owner_connection.execute(query).fetchone()
        return int(row[0]) if row else 0

    with psycopg.connect(own_database.owner) as holder:
        holder.execute("LOCK TABLE outcomes_reading IN EXCLUSIVE MODE")
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as importing:
            try:
                until(lambda: count(WAITS) == 1)
                assert count(WRITERS) == 1
            finally:
                importing.kill()
        holder.rollback()
    until(lambda: count(WRITERS) == 0)

    assert importing.returncode == -9
    assert everything() == before

    assert Ran(folder).status == 0
    assert Person.objects.count() == len(many) + len(SOUND["people.csv"])
