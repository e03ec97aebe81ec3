"""PostgreSQL servers that a benchmark makes, copies while they run, and throws away."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from config.run import postgres
from config.run.binaries import Place
from config.run.ports import free_port
from config.run.postgres import SUPERUSER, Cluster

ARCHIVED = "test ! -f {archive}/%f && cp %p {archive}/%f"
PATIENCE = 120.0


@contextmanager
def archiving(home: Path) -> Iterator[tuple[Cluster, Path]]:
    """Run a fresh server that archives its log of changes; give it and the folder of the archive."""
    try:
        with postgres.running(home) as cluster, _superuser(cluster) as connection:
            archive = cluster.place.folder / "archive"
            archive.mkdir(mode=0o700)
            cluster.place.give(archive)
            connection.execute("ALTER SYSTEM SET archive_mode = on")
            connection.execute(f"ALTER SYSTEM SET archive_command = '{ARCHIVED.format(archive=archive)}'")
        with postgres.running(home) as cluster:  # anew: the mode is read at the start alone
            yield cluster, archive
    finally:
        pointer = home / "database"
        if pointer.is_file():
            shutil.rmtree(pointer.read_text().strip())


@contextmanager
def _superuser(cluster: Cluster) -> Iterator[psycopg.Connection]:
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        yield connection


def copied(cluster: Cluster, name: str, *words: str) -> Cluster:
    """Copy a running server with `pg_basebackup` into a place of its own beside it; not started yet."""
    place = Place(cluster.place.folder / name, cluster.place.account)
    place.folder.mkdir(mode=0o700)
    place.give(place.folder)
    made = Cluster(place, cluster.programs, cluster.passwords)
    options = place.popen_options()
    options["env"]["PGPASSWORD"] = cluster.passwords[SUPERUSER]
    command = [str(cluster.programs / "pg_basebackup"), f"--pgdata={made.data}", "--checkpoint=fast", *words]
    command += ["--host=127.0.0.1", f"--port={cluster.port()}", f"--username={SUPERUSER}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise RuntimeError(f"pg_basebackup failed: {done.stderr.strip()}")
    return made


def aim(cluster: Cluster, archive: Path, moment: str) -> None:
    """Tell a copy to go on from the archive, up to a moment, and to serve from there."""
    signal = cluster.data / "recovery.signal"
    signal.touch()
    cluster.place.give(signal)
    with (cluster.data / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"restore_command = 'cp {archive}/%f %p'\narchive_mode = off\n")
        settings.write(f"recovery_target_time = '{moment}'\nrecovery_target_action = 'promote'\n")


@contextmanager
def started(cluster: Cluster, *, is_standby: bool = False) -> Iterator[Cluster]:
    """Run a copy; where it is no standby, wait until it has come back and takes writes."""
    if not postgres._launch(cluster, free_port()):
        raise RuntimeError(cluster.log.read_text(errors="replace")[-2000:])
    try:
        with _superuser(cluster) as connection:
            wait(
                lambda: (
                    is_standby or connection.execute("SELECT NOT pg_is_in_recovery()").fetchone() == (True,)
                )
            )
        yield cluster
    finally:
        postgres._stop(cluster)


def archive_all(cluster: Cluster, archive: Path) -> None:
    """Close the piece of the log that is being written, and wait until it is in the archive."""
    with _superuser(cluster) as connection:
        (name,) = connection.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchone() or ("",)
        connection.execute("SELECT pg_switch_wal()")
    wait(lambda: (archive / name).exists())


def wait(until: object) -> float:
    """Wait until a question is answered with yes; return the seconds it took. Raises `TimeoutError`."""
    assert callable(until)
    begun = time.perf_counter()
    while not until():
        if time.perf_counter() - begun > PATIENCE:
            raise TimeoutError("The server did not get there")
        time.sleep(0.002)
    return time.perf_counter() - begun


def environment(url: str) -> dict[str, str]:
    """Return the surroundings of a command that works on another database."""
    return os.environ | {"DATABASE_URL": url}
