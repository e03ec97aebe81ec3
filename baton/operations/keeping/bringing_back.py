"""Bringing a back-up back: all of it or nothing.

The files of the back-up are held against its list first. The database is emptied, written and counted in **one**
transaction: where a row is missing, a program is killed or the machine goes down, it is as it was before. Folders are
unpacked beside their place and put there once the database stands.
"""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import IO, Any

import psycopg

from baton.operations.keeping import contents, documents, manifest, programs, sealing
from baton.operations.keeping.making import DUMP, FILES, KEPT, CouldNot, file_name

WAITING = ".restoring"
"""The folder of BATON_HOME where files are unpacked; it is gone when all stands."""

IN_ONE_TRANSACTION = (
    "--no-psqlrc",
    "--quiet",
    "--output=/dev/null",
    "--set=ON_ERROR_STOP=1",
    "--single-transaction",
)
UNKNOWN_BEFORE_17 = b"\nSET transaction_timeout = 0;\n"
HEAD = 64 * 1024


class Refused(Exception):
    """A restore that would destroy or mix records, or that this program cannot serve afterwards."""


@dataclass(frozen=True)
class BroughtBack:
    """What came back, how many seconds it took, and what was amiss already when the back-up was made."""

    manifest: manifest.Manifest
    documents: documents.Standing
    checking: float
    files: float
    database: float


def bring_back(
    folder: Path, *, owner: str, home: Path, key: Path | None, known: set[str], replace: bool
) -> BroughtBack:
    """Bring a back-up into the database of `owner` and the folders of `home`.

    `known` are the migrations of this program, `replace` allows what is there to go. Raises `manifest.NotWhole`,
    `Refused`, `CouldNot`, `sealing.BadKey`; then the database is as it was.
    """
    begun = perf_counter()
    whole = manifest.read(folder)
    keys = _keys(whole, key)
    _refuse_newer(whole, known)
    with psycopg.connect(owner) as connection:
        is_empty = _refuse_unless_free(connection, home, replace=replace)
        major = connection.info.server_version // 10000
    checked = perf_counter()
    _unpack(folder / file_name(FILES, keys), home / WAITING, keys, whole.files)
    unpacked = perf_counter()
    clients = programs.folder_for(
        max(major, whole.programs)
    )  # an older one does not read what a newer one wrote
    _write(folder / file_name(DUMP, keys), owner, keys, whole.contents, clients, major, is_empty=is_empty)
    written = perf_counter()
    _put_in_place(home)
    with psycopg.connect(owner) as connection:
        standing = documents.standing(connection, home)
    return BroughtBack(whole, standing, checked - begun, unpacked - checked, written - unpacked)


def _keys(whole: manifest.Manifest, key: Path | None) -> list[Any] | None:
    if not whole.is_sealed:
        return None
    if key is None:
        raise Refused("This back-up is sealed: give the file of its secret key with --key")
    return sealing.identities(key)


def _refuse_newer(whole: manifest.Manifest, known: set[str]) -> None:
    if unknown := sorted(set(whole.migrations) - known):
        raise Refused(
            f"This back-up was made by a newer release, which has {unknown[0]}: install that one first"
        )


def _refuse_unless_free(connection: psycopg.Connection, home: Path, *, replace: bool) -> bool:
    """Tell whether the database is empty; refuse one that is not, unless it may go, and one that is being served."""
    is_empty = not connection.execute(contents.TABLES).fetchall()
    filled = [name for name in KEPT if (home / name).is_dir() and any((home / name).iterdir())]
    if not replace and not is_empty:
        raise Refused("The database is not empty. --replace throws away what is in it")
    if not replace and filled:
        raise Refused(f"{home / filled[0]} is not empty. --replace throws away what is in it")
    others = connection.execute(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL"
    ).fetchone()
    if not is_empty and others and others[0]:
        raise Refused("The database is being served: stop pages and worker first")
    return is_empty


def _unpack(tar: Path, waiting: Path, keys: list[Any] | None, files: int) -> None:
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.mkdir(mode=0o700, parents=True)
    with tempfile.TemporaryFile(dir=waiting) as plain:  # has no name, so it is gone whatever happens
        sealing.unseal(tar, plain, keys)
        plain.seek(0)
        command = ["tar", "--extract", "--file=-", "--no-same-owner", f"--directory={waiting}"]
        done = subprocess.run(command, stdin=plain, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise CouldNot(f"tar failed: {done.stderr.decode(errors='replace').strip()[-1000:]}")
    found = [path for path in waiting.rglob("*") if not path.is_dir()]
    if any(path.is_symlink() or not path.is_file() for path in found):  # a link would lead out of the folder
        raise CouldNot("Something else than files came out of the back-up")
    if len(found) != files:
        raise CouldNot(f"{len(found)} files came out of the back-up, and {files} went in")


def _put_in_place(home: Path) -> None:
    """Put the unpacked folders where they belong, in place of those that were there."""
    waiting = home / WAITING
    for name in KEPT:
        shutil.rmtree(home / name, ignore_errors=True)
        if (waiting / name).is_dir():
            (waiting / name).rename(home / name)
    shutil.rmtree(waiting)


def _write(
    dump: Path,
    owner: str,
    keys: list[Any] | None,
    wanted: contents.Contents,
    clients: Path,
    major: int,
    *,
    is_empty: bool,
) -> None:
    """Empty the database, write it and count it, in one transaction."""
    with tempfile.TemporaryDirectory() as scripts, _reading(clients, dump, keys) as source:
        before, after = Path(scripts) / "before.sql", Path(scripts) / "after.sql"
        emptied = "" if is_empty else "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
        before.write_text(f"SET lock_timeout = '10s'; {emptied}", encoding="utf-8")
        after.write_text(contents.expectation(wanted), encoding="utf-8")
        command = [str(clients / "psql"), *IN_ONE_TRANSACTION]
        command += [f"--file={before}", "--file=-", f"--file={after}"]
        with subprocess.Popen(
            command, env=programs.surroundings(owner), stdin=subprocess.PIPE, stderr=subprocess.PIPE
        ) as writer:
            try:
                with suppress(BrokenPipeError):  # it has ended, and says why
                    _pump(source, writer.stdin, major)  # type: ignore[arg-type]
            except BaseException:
                writer.kill()
                raise
            said = writer.communicate()[1].decode(errors="replace").strip()
        if writer.returncode:
            raise CouldNot(f"The database is as it was before: {said[-1000:]}")


def _pump(source: IO[bytes], target: IO[bytes], major: int) -> None:
    """Hand the script on, without the one setting that servers before 17 do not know."""
    head = source.read(HEAD)
    target.write(head.replace(UNKNOWN_BEFORE_17, b"\n", 1) if major < 17 else head)
    shutil.copyfileobj(source, target, 1024 * 1024)


@contextmanager
def _reading(clients: Path, dump: Path, keys: list[Any] | None) -> Iterator[IO[bytes]]:
    """Open a dump as the script it stands for. Its plain form is on no disk."""
    command = [str(clients / "pg_restore"), "--file=-", "--no-owner", "--no-privileges", "--schema=public"]
    problems: list[BaseException] = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        feeder = threading.Thread(target=_feed, args=(dump, program.stdin, keys, problems))
        feeder.start()
        try:
            yield program.stdout  # type: ignore[misc]
        except BaseException:
            program.kill()
            feeder.join()
            if problems:  # they explain the other
                raise problems[0] from None
            raise
        feeder.join()
        said = program.stderr.read().decode(errors="replace") if program.stderr else ""
    if problems:
        raise problems[0]
    if program.returncode:
        raise CouldNot(f"pg_restore failed: {said.strip()[-1000:]}")


def _feed(dump: Path, target: IO[bytes], keys: list[Any] | None, problems: list[BaseException]) -> None:
    try:
        with target:
            sealing.unseal(dump, target, keys)
    except BrokenPipeError:
        pass  # the reader has ended, and says why
    except (sealing.BadKey, OSError) as problem:
        problems.append(problem)
