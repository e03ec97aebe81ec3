"""An installation of its own, run as in earnest, whose processes may be killed: a keeper starts again what has ended."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psutil
import psycopg

from config.run import databases, postgres, processes
from config.run.databases import Databases
from config.run.demo import serving
from config.run.home import ROOT
from config.run.ports import free_port
from config.run.postgres import OWNER, SERVING, SUPERUSER, Cluster

if TYPE_CHECKING:
    from baton.partnership.models import Practitioner

CSRF = "c" * 32
"""The secret of every session here that proves a form to be ours."""

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WATCH_EVERY = 0.2
PATIENCE = 60.0


@dataclass
class Crew:
    """A database server, a web server of two workers, and a worker for jobs; what ends is started again."""

    cluster: Cluster
    home: Path
    databases: Databases
    database_port: int
    port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What the processes of this installation are told."""
        told = os.environ | {"DATABASE_URL": self.databases.serving, "BATON_HOME": str(self.home)}
        told |= {"DJANGO_SETTINGS_MODULE": "config.settings.demo", "PYTHONPATH": str(ROOT)}
        told |= {"BATON_SITE_URL": self.address}
        told.pop("DATABASE_OWNER_URL", None)
        return told

    def start(self, name: str) -> None:
        """Start the server of the pages, or the worker of the jobs."""
        with (self.home / f"{name}.log").open("ab") as log:
            command = serving(self.port)[name]
            self.running[name] = processes.start(command, environment=self.environment, cwd=ROOT, output=log)

    def load(self, families: int) -> None:
        """Load the demonstration, with so many families."""
        command = [sys.executable, "manage.py", "load_demonstration", f"--families={families}"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def watch(self) -> None:
        """Start again what has ended, until it is over: what systemd does on an installation."""
        while not self.over.wait(WATCH_EVERY):
            for name, process in list(self.running.items()):
                if process.poll() is not None:
                    self.start(name)
            if not self.cluster.answers() and not postgres._wait_for_what_is_left(self.cluster):
                postgres._launch(self.cluster, self.database_port)

    def victim(self, kind: str) -> int | None:
        """Return the process to kill of a kind, or nothing where there is none at the moment."""
        with suppress(psutil.Error, psycopg.Error, IndexError, OSError, ValueError):
            if kind == "web worker":
                return psutil.Process(self.running["pages"].pid).children()[0].pid
            if kind == "job worker":
                return self.running["jobs"].pid
            if kind == "database server":
                return postgres._postmaster(self.cluster.data / "postmaster.pid") or None
            return self._session()
        return None

    def _session(self) -> int | None:
        address = self.cluster.url(SUPERUSER, "baton")
        with psycopg.connect(address, connect_timeout=2) as connection:
            row = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE usename = %s ORDER BY (state = 'active') DESC, random()",
                [SERVING],
            ).fetchone()
        return row[0] if row else None


@contextmanager
def place(kept: str | None = None) -> Iterator[Path]:
    """Give a folder for installations: the one named, which stays, or one that is thrown away with their databases."""
    if kept:
        yield Path(kept)
        return
    with TemporaryDirectory() as folder:
        try:
            yield Path(folder)
        finally:
            for pointer in Path(folder).rglob("server/database"):
                shutil.rmtree(pointer.read_text().strip())


@contextmanager
def working(folder: Path, *, demonstration: bool = True) -> Iterator[Crew]:
    """Run an installation in a folder while the block lasts, marked as a demonstration unless told otherwise."""
    with postgres.running(folder / "server") as cluster:
        reached = Databases(cluster.url(OWNER), cluster.url(SERVING))
        crew = Crew(cluster, folder, reached, cluster.port() or 0)
        databases.prepare(crew.databases, "doncaster", demonstration=demonstration)
        watcher = threading.Thread(target=crew.watch, daemon=True)
        try:
            for name in serving(crew.port):
                crew.start(name)
            watcher.start()
            yield crew
        finally:
            crew.over.set()
            watcher.join(PATIENCE)
            processes.stop(list(crew.running.values()))


def cookies_of(who: Practitioner) -> str:
    """Sign somebody in, and return the cookies of their browser as a header says them."""
    from django.conf import settings
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(who, backend=BACKEND)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}; {settings.CSRF_COOKIE_NAME}={CSRF}"


def kill(number: int) -> float:
    """Kill a process as a power cut would, and return the moment."""
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)
    return time.monotonic()
