"""Throw-away databases: a migrated template, built once for each state of the code, and clones of it."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import platform
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from config.run.databases import Databases, prepare
from config.run.home import ROOT, home

TEMPLATE = "template_"
CLONE = "test_"
# What a template is made of: a change in any of these files makes another one.
INGREDIENTS = [
    "requirements.lock",
    "baton/*/migrations/*.py",
    "baton/core/management/commands/grant_serving_role.py",
    "baton/core/walling.py",
    "baton/partnership/management/commands/load_profile.py",
    "baton/partnership/actions/profile.py",
    "baton/partnership/rules/profile*.py",
    "profiles/**/*",
    "config/run/prepare.py",
    "config/run/quick.py",
]


def digest() -> str:
    """Return a short name for the present state of what a template is made of."""
    found = hashlib.sha256()
    for pattern in INGREDIENTS:
        for path in sorted(path for path in ROOT.glob(pattern) if path.is_file()):
            found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:12]


def machine() -> str:
    """Return a short name for this machine: others may test against the same server."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def template(databases: Databases, profile: str) -> str:
    """Return the name of the template with `profile` loaded, building it if this code has none yet."""
    name = f"{TEMPLATE}{digest()}_{profile}"
    with _locked(home() / "test-template.lock"), _owner(databases) as owner:
        names = _names(owner)
        _clear(owner, names, keep=f"{TEMPLATE}{digest()}_")
        if name not in names:
            _build(databases, owner, name, profile)
    return name


def _build(databases: Databases, owner: psycopg.Connection, name: str, profile: str) -> None:
    making = sql.Identifier("making_" + name)
    owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(making))
    owner.execute(sql.SQL("CREATE DATABASE {}").format(making))
    prepare(databases.named("making_" + name), profile)
    with psycopg.connect(databases.named("making_" + name).owner, autocommit=True) as inside:
        inside.execute("VACUUM (ANALYZE)")
    owner.execute(sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false").format(making))
    owner.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(making, sql.Identifier(name)))


def _clear(owner: psycopg.Connection, names: set[str], keep: str) -> None:
    """Drop the templates of other states of the code, and the clones whose process on this machine is gone."""
    for name in names:
        is_stale = name.startswith(TEMPLATE) and not name.startswith(keep)
        ours, pid = name.startswith(f"{CLONE}{machine()}_"), name.split("_")[2:3]
        is_left = ours and bool(pid) and not psutil.pid_exists(int(pid[0]))
        if is_stale or is_left:
            with contextlib.suppress(psycopg.Error):
                _drop(owner, name)


@contextlib.contextmanager
def clone(databases: Databases, profile: str, label: str) -> Iterator[str]:
    """Make a database of this process from the template of `profile`; drop it when the block ends.

    It waits for no disk: what a power cut took of it, nobody would miss.
    """
    name = f"{CLONE}{machine()}_{os.getpid()}_{label}"
    source = template(databases, profile)
    with _owner(databases) as owner:
        text = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        owner.execute(text.format(sql.Identifier(name), sql.Identifier(source)))
        owner.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(name)))
    try:
        yield name
    finally:
        with _owner(databases) as owner:
            _drop(owner, name)


@contextlib.contextmanager
def _owner(databases: Databases) -> Iterator[psycopg.Connection]:
    with psycopg.connect(databases.named("postgres").owner, autocommit=True) as connection:
        yield connection


def _names(owner: psycopg.Connection) -> set[str]:
    rows = owner.execute(
        "SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = current_user"
    ).fetchall()
    return {row[0] for row in rows}


def _drop(owner: psycopg.Connection, name: str) -> None:
    """Drop a database; the server waits some seconds for sessions that are just ending, which it may not cut off."""
    owner.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
