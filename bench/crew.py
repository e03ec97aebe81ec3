"""An installation of its own, run as in earnest, whose processes may be killed: a keeper starts again what has ended."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg

from config.run import databases, postgres, processes
from config.run.databases import Databases
from config.run.demo import serving
from config.run.home import ROOT
from config.run.ports import free_port
from config.run.postgres import OWNER, SERVING, SUPERUSER, Cluster

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

    def start(self, name: str) -> None:
        """Start the server of the pages, or the worker of the jobs."""
        environment = os.environ | {"DATABASE_URL": self.databases.serving, "BATON_HOME": str(self.home)}
        environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.demo", "PYTHONPATH": str(ROOT)}
        environment |= {"BATON_SITE_URL": f"http://127.0.0.1:{self.port}"}
        environment.pop("DATABASE_OWNER_URL", None)
        with (self.home / f"{name}.log").open("ab") as log:
            command = serving(self.port)[name]
            self.running[name] = processes.start(command, environment=environment, cwd=ROOT, output=log)

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
def working(folder: Path) -> Iterator[Crew]:
    """Run an installation in a folder while the block lasts."""
    with postgres.running(folder / "server") as cluster:
        reached = Databases(cluster.url(OWNER), cluster.url(SERVING))
        crew = Crew(cluster, folder, reached, cluster.port() or 0)
        databases.prepare(crew.databases, "doncaster", demonstration=True)
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


def kill(number: int) -> float:
    """Kill a process as a power cut would, and return the moment."""
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)
    return time.monotonic()
