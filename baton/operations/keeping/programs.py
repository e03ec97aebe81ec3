"""The client programs of PostgreSQL that back-ups are made with, and how they are told where to connect."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

NEEDED = ("pg_dump", "pg_restore", "psql")
NAMES = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


class NoPrograms(Exception):
    """No client programs fit the server."""

    def __init__(self, major: int) -> None:
        super().__init__(
            f"pg_dump, pg_restore and psql for PostgreSQL {major} are not here: install postgresql-client-{major}"
        )


def folder_for(major: int) -> Path:
    """Return the folder of the programs for a server of this release: its own, or the oldest newer ones.

    Looked for where Debian keeps them, on the path, and in the folder that `./run` names. Raises `NoPrograms`.
    """
    found = {version: folder for folder in _places() if (version := version_of(folder)) >= major}
    if not found:
        raise NoPrograms(major)
    return found[min(found)]


def _places() -> Iterator[Path]:
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    yield from (Path(folder) for folder in os.get_exec_path())
    if named := os.environ.get("BATON_PROGRAMS"):
        yield Path(named)


def version_of(folder: Path) -> int:
    """Return the release of the programs in a folder, 0 where they are not all there."""
    if not all(os.access(folder / name, os.X_OK) for name in NEEDED):
        return 0
    said = subprocess.run(
        [folder / "pg_dump", "--version"], capture_output=True, text=True, check=False
    ).stdout
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number else 0


def surroundings(url: str) -> dict[str, str]:
    """Return the environment that leads a program to a database; the password stands on no command line."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    given = conninfo_to_dict(url)
    return kept | {NAMES[key]: str(value) for key, value in given.items() if key in NAMES}
