"""The restore drill: an installation comes back whole, and to a moment; and a standby follows.

Synthetic families are imported as `import_records` does. Then, each timed and each compared row by row:

* a whole back-up, sealed, and its restore, beside plain `pg_dump` and `pg_restore` of the same database;
* a base back-up and an archive of changes, a mistake (every family's members deleted, history and all), and the return to
  the second before it;
* a standby: how soon it shows what was committed, and whether the figures are the same there.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

import psycopg
import pyrage
from django.db.migrations.loader import MigrationLoader

from bench import servers
from bench.import_records import Files
from bench.measure import Measure
from config.run import binaries, databases
from config.run.home import ROOT
from config.run.postgres import OWNER, SERVING, Cluster

FAMILIES = int(os.environ.get("BATON_BENCH_FAMILIES", "2000"))
FILES = 500
FILE = 100_000
COMMITS = 50


class Differs(AssertionError):
    """What came back is not what was kept."""


def run() -> Iterator[Measure]:
    """Import, keep, bring back, go back to a moment, and follow."""
    os.environ["BATON_PROGRAMS"] = str(binaries.clients())
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        _import(Path(folder) / "records")
        _write_files(home)
        with servers.archiving(Path(folder) / "server") as (cluster, archive):
            yield from _whole(Path(folder), home, cluster)
            databases.prepare(databases.Databases(cluster.url(OWNER), cluster.url(SERVING)), "doncaster")
            yield from _to_a_moment(cluster, archive)
            yield from _standby(cluster)


def _import(folder: Path) -> None:
    from baton.core.bulk import without_collector
    from baton.integrations.actions import folder as folders
    from baton.integrations.actions import importing

    folder.mkdir()
    Files(FAMILIES).write(folder)
    at = datetime.now(UTC)
    with without_collector():
        importing.write(importing.prepare(folders.read(folder), source="drill", at=at), at=at)


def _write_files(home: Path) -> None:
    (home / "uploads").mkdir(parents=True)
    for number in range(FILES):
        (home / "uploads" / f"{number}.pdf").write_bytes(os.urandom(FILE))


def _line(rows: int, measure: str, value: float, *baseline: object) -> Measure:
    return Measure("restore", measure, value, "s", rows, *baseline)  # type: ignore[arg-type]


def _whole(folder: Path, home: Path, cluster: Cluster) -> Iterator[Measure]:
    """Keep all of it, sealed, and bring it back on the other server; beside the plain programs, which compare nothing."""
    from baton.operations.keeping import bringing_back, making

    owner, keys = os.environ["DATABASE_OWNER_URL"], pyrage.x25519.Identity.generate()
    public, secret = folder / "public", folder / "secret"
    public.write_text(str(keys.to_public()))
    secret.write_text(str(keys))
    dumped, restored = _plain(folder / "plain.dump", owner, cluster)
    begun = perf_counter()
    made = making.make(
        folder / "kept", owner=owner, home=home, profile="doncaster", seal_for=public, at=datetime.now(UTC)
    )
    kept = perf_counter() - begun
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    begun = perf_counter()
    back = bringing_back.bring_back(
        made, owner=cluster.url(OWNER), home=folder / "back", key=secret, known=known, replace=False
    )
    took, rows = perf_counter() - begun, back.manifest.contents.rows
    _compare(owner, cluster.url(OWNER))
    assert len(list((folder / "back" / "uploads").iterdir())) == FILES
    yield _line(rows, f"whole back-up, sealed, with {FILES} files", kept, dumped, "plain pg_dump, no files")
    yield _line(
        rows,
        "whole restore, every row and file compared",
        took,
        restored,
        "plain pg_restore, nothing compared",
    )
    yield _line(rows, "… of which database and comparison", back.database)


def _plain(dump: Path, owner: str, cluster: Cluster) -> tuple[float, float]:
    """Return the seconds of pg_dump, and of pg_restore into another database of the server."""
    from baton.operations.keeping import programs

    folder = programs.folder_for(18)
    begun = perf_counter()
    command = [
        str(folder / "pg_dump"),
        "--format=custom",
        "--compress=3",
        f"--file={dump}",
        "--no-owner",
        "--no-privileges",
        "--enable-row-security",
    ]
    subprocess.run(command, env=programs.surroundings(owner), check=True)
    dumped = perf_counter() - begun
    with _database(cluster, "plain") as url:
        begun = perf_counter()
        command = [
            str(folder / "pg_restore"),
            "--no-owner",
            "--single-transaction",
            "--dbname=plain",
            str(dump),
        ]
        subprocess.run(command, env=programs.surroundings(url), check=True)
        return dumped, perf_counter() - begun


@contextmanager
def _database(cluster: Cluster, name: str) -> Iterator[str]:
    with psycopg.connect(cluster.url(OWNER, "postgres"), autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        yield cluster.url(OWNER, name)
        owner.execute(f"DROP DATABASE {name}")


def _compare(one: str, other: str) -> int:
    """Hold two databases against each other, row by row; return the rows. Raises `Differs`."""
    from baton.operations.keeping import contents

    with psycopg.connect(one) as first, psycopg.connect(other) as second:
        here, there = contents.of(first), contents.of(second)
    if found := here.differences(there):
        raise Differs("; ".join(found[:5]))
    return here.rows


def _to_a_moment(cluster: Cluster, archive: Path) -> Iterator[Measure]:
    """Copy the running server, go on working, make a mistake, and come back to the second before it."""
    from baton.operations.keeping import contents

    begun = perf_counter()
    copy = servers.copied(cluster, "recovered")
    copied = perf_counter() - begun
    with psycopg.connect(cluster.url(OWNER), autocommit=True) as owner:
        owner.execute("INSERT INTO journal_event (at, kind, actor_kind, subject_kind, data)"
                      " SELECT now(), 'core.drill', 'system', '', '{}' FROM generate_series(1, 20000)")  # fmt: skip
        with psycopg.connect(cluster.url(OWNER)) as reading:
            wanted = contents.of(reading)
        (moment,) = owner.execute("SELECT clock_timestamp()").fetchone() or ("",)
        sleep(1)
        owner.execute("ALTER TABLE people_familymembership DISABLE TRIGGER USER")
        owner.execute("TRUNCATE people_familymembership, journal_event CASCADE")
    servers.archive_all(cluster, archive)
    begun = perf_counter()
    servers.aim(copy, archive, str(moment))
    with servers.started(copy), psycopg.connect(copy.url(OWNER)) as back:
        came_back = perf_counter() - begun
        found = contents.of(back)
    if differs := wanted.differences(found):
        raise Differs("; ".join(differs[:5]))
    yield _line(wanted.rows, "base back-up of the running server", copied)
    yield _line(wanted.rows, "return to the second before a mistake, every row compared", came_back)


def _standby(cluster: Cluster) -> Iterator[Measure]:
    """Let a standby follow: how late it is, and that its figures are those of the primary."""
    standby = servers.copied(cluster, "standby", "--write-recovery-conf")
    with servers.started(standby, is_standby=True):
        late = statistics.median(_delay(cluster, standby, number) for number in range(COMMITS))
        yield Measure("restore", "standby shows a commit after (median)", late * 1000, "ms", COMMITS)
        with psycopg.connect(standby.url(SERVING)) as reading:
            try:
                reading.execute("DELETE FROM django_session")
                raise Differs("The standby took a write")
            except psycopg.errors.ReadOnlySqlTransaction:
                pass
        here, there = _figures(cluster.url(SERVING)), _figures(standby.url(SERVING))
    if here[1] != there[1]:
        raise Differs("The standby has other figures")
    yield Measure(
        "restore", "figures of a year on the standby", there[0], "s", FAMILIES, here[0], "on the primary"
    )


def _delay(cluster: Cluster, standby: Cluster, number: int) -> float:
    """Return the seconds from a commit on the primary until the standby shows it."""
    asked = "SELECT count(*) FROM django_session WHERE session_key = %s"
    key = f"drill{number}"
    with (
        psycopg.connect(cluster.url(SERVING), autocommit=True) as writing,
        psycopg.connect(standby.url(SERVING), autocommit=True) as reading,
    ):
        writing.execute("INSERT INTO django_session VALUES (%s, '', now())", [key])
        return servers.wait(lambda: reading.execute(asked, [key]).fetchone() == (1,))


def _figures(url: str) -> tuple[float, str]:
    """Return the seconds and the words of the highlight report of a year, from this database."""
    command = [sys.executable, "manage.py", "highlight_report", "--from=2024-01-01", "--to=2024-12-31"]
    command += ["--as-of=2025-01-31"]
    begun = perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=servers.environment(url), capture_output=True, text=True, check=True
    )
    return perf_counter() - begun, done.stdout
