"""Where the files lie: in `BATON_HOME/uploads/documents`, each by the digest of its content, never changed.

A file is written beside its place, on the same disk, and moved there when every byte is on the disk: so one that was
interrupted has no name here, and one that has a name is whole. A file with the same digest is the same file.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

from baton.ui.uploads import FULL, incoming


class NoRoom(Exception):
    """The disk is full."""

    def __init__(self) -> None:
        super().__init__(
            "There is no room left to keep this file, so nothing was saved. "
            "Tell whoever looks after this system, and try again later."
        )


class Missing(Exception):
    """A file that should be here is not."""


def folder() -> Path:
    """Return where the files of documents lie."""
    return Path(settings.BATON_HOME) / "uploads" / "documents"


def path_of(digest: str) -> Path:
    """Return where the file of a digest lies. Raises `ValueError` for what is no digest."""
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError("That is no digest")
    return folder() / digest[:2] / digest


def digest_of(content: bytes) -> str:
    """Return the name that a file has here."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes) -> None:
    """Keep a file; every byte is on the disk then. Raises `NoRoom`."""
    try:
        _write(content, path_of(digest_of(content)))
    except OSError as problem:
        if problem.errno in FULL:
            raise NoRoom from problem
        raise


def _write(content: bytes, place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=incoming())
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, place)
    except BaseException:
        os.unlink(name)
        raise
    _to_disk(place.parent)


def _to_disk(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def opened(digest: str) -> BinaryIO:
    """Open a file for reading. Raises `Missing`."""
    try:
        return path_of(digest).open("rb")
    except FileNotFoundError as problem:
        raise Missing(digest) from problem


def discard(digest: str) -> None:
    """Throw a file away; nothing where there is none."""
    path_of(digest).unlink(missing_ok=True)


def held(within: Path | None = None) -> Iterator[Path]:
    """Yield the files that lie here, or in another folder that is kept as this one is."""
    for path in sorted((within or folder()).glob("??/*")):
        if path.is_file() and len(path.name) == 64:
            yield path


def unfinished() -> Iterator[Path]:
    """Yield what was being written when a program was killed, and what is being written now."""
    yield from incoming().glob("*")


def is_whole(path: Path) -> bool:
    """Tell whether a file still is what its name says."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == path.name


def hold(digest: str) -> None:
    """Keep everybody else from adding or discarding a file of this digest until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"document {digest}"])
