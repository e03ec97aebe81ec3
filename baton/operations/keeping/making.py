"""Making a back-up: a folder that is whole or not there.

Database and counts come from one snapshot, so the counts are those of the rows that were kept. Everything is written
into a folder whose name ends in `.part` and gets its name at the end; the next run removes what an interrupted one left.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from baton.operations.keeping import contents, manifest, programs, sealing

KEPT = ("uploads", "outbox")
"""Folders of BATON_HOME that come back. Logs do not, and the embedded database comes back as a database."""

DUMP, FILES = "database.dump", "files.tar"
DUMPED = ["--format=custom", "--compress=3", "--no-owner", "--no-privileges", "--schema=public"]
# Row-level security stands before the owner too, and lets them through by its own word (docs/adr/0012).
DUMPED += ["--enable-row-security"]
OWNS = "SELECT pg_catalog.pg_has_role(current_user, 'pg_database_owner', 'USAGE')"


class CouldNot(Exception):
    """A program that a back-up or a restore needs did not do its work."""


def make(folder: Path, *, owner: str, home: Path, profile: str, seal_for: Path | None, at: datetime) -> Path:
    """Make a back-up below `folder` and return its own folder.

    `owner` is the address of the database as its owner; `seal_for` a file of age's public keys. Raises `CouldNot`,
    `sealing.BadKey`, `programs.NoPrograms`; nothing half is left by the name of a back-up.
    """
    keys = sealing.recipients(seal_for) if seal_for else None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder), psycopg.connect(owner) as connection:
        for left in folder.glob("*.part"):
            shutil.rmtree(left)
        name = f"baton-{at:%Y%m%dT%H%M%SZ}"
        making = folder / f"{name}.part"
        making.mkdir(mode=0o700)
        try:
            clients = programs.folder_for(connection.info.server_version // 10000)
            counted = _dump(connection, owner, making, keys, clients)
            files = _files(home, making, keys)
            found = manifest.Manifest(
                made_at=at.isoformat(),
                profile=profile,
                postgresql=str(connection.info.parameter_status("server_version")),
                programs=programs.version_of(clients),
                is_sealed=bool(keys),
                parts={path.name: manifest.part_of(path) for path in sorted(making.iterdir())},
                contents=counted,
                files=files,
                migrations=_migrations(connection),
            )
            manifest.write(found, making)
            _to_disk(making)
            making.rename(folder / name)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
    return folder / name


def _dump(
    connection: psycopg.Connection, owner: str, making: Path, keys: list[Any] | None, clients: Path
) -> contents.Contents:
    """Keep the database and count it, both as it stood at one moment."""
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    if connection.execute(OWNS).fetchone() != (True,):
        raise CouldNot(
            "Only the owner of the database sees every row of it: name that role in DATABASE_OWNER_URL"
        )
    (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
    command = [str(clients / "pg_dump"), *DUMPED, f"--snapshot={snapshot}"]
    with _speaking(command, programs.surroundings(owner)) as program:
        sealing.seal(program.stdout, making / file_name(DUMP, keys), keys)  # type: ignore[arg-type]
    return contents.of(connection)


def _files(home: Path, making: Path, keys: list[Any] | None) -> int:
    """Keep the folders of the home that matter, and return how many files they hold.

    They are counted and packed by one list: what comes in meanwhile belongs to the next back-up. The database was read
    before, so every document of it has its file here by now.
    """
    there = [name for name in KEPT if (home / name).is_dir()]
    paths = sorted(path for name in there for path in (home / name).rglob("*") if path.is_file())
    with tempfile.NamedTemporaryFile(dir=making) as names:
        names.write(b"".join(os.fsencode(path.relative_to(home)) + b"\0" for path in paths))
        names.flush()
        command = [
            "tar",
            "--create",
            "--file=-",
            f"--directory={home}",
            "--null",
            f"--files-from={names.name}",
        ]
        with _speaking(command, os.environ) as program:
            sealing.seal(program.stdout, making / file_name(FILES, keys), keys)  # type: ignore[arg-type]
    return len(paths)


def file_name(name: str, keys: list[Any] | None) -> str:
    """Return the name that a part has in a back-up, sealed or not."""
    return f"{name}{sealing.ENDING}" if keys else name


def _migrations(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY app, name")
    return [str(name) for (name,) in rows]


@contextmanager
def _speaking(command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program whose output is read meanwhile; `CouldNot` with its words where it fails."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as program:
        try:
            yield program
        except BaseException:
            program.kill()
            raise
        said = program.stderr.read() if program.stderr else b""
    if program.returncode:
        raise CouldNot(f"{Path(command[0]).name} failed: {said.decode(errors='replace').strip()[-1000:]}")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep a second back-up into the same folder out while the first is made."""
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as problem:
        raise CouldNot(f"Another back-up into {folder} is being made") from problem
    finally:
        os.close(handle)


def _to_disk(folder: Path) -> None:
    for path in [*folder.iterdir(), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
