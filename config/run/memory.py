"""A place in memory for databases that are made to be thrown away.

Making and dropping a database writes and removes a thousand small files: a disk takes seconds, memory a moment.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import psutil

from config.run.binaries import Place

SHARED = Path("/dev/shm")
"""Where Linux keeps files in memory; other systems have none, and their databases lie on the disk."""

ROOM = 4 * 1024**3
"""Bytes of files that must fit: several times what a whole run of the tests writes."""

LEFT = 8 * 1024**3
"""Bytes of memory that must be available before: the files and everything that runs beside them (ours)."""


def has_room() -> bool:
    """Tell whether databases may lie in memory on this machine."""
    return (
        SHARED.is_dir()
        and shutil.disk_usage(SHARED).free >= ROOM
        and psutil.virtual_memory().available >= LEFT
    )


def lay(link: Path, place: Place) -> None:
    """Make an empty folder in memory, of the account of `place` alone, that `link` leads to.

    After a restart of the machine the link leads nowhere, and the database is made anew.
    """
    folder = Path(tempfile.mkdtemp(prefix="baton-", dir=SHARED))
    place.give(folder)
    link.symlink_to(folder)
