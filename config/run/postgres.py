"""The embedded PostgreSQL: made on first use, shared by every process that needs it, stopped by the last one.

    with postgres.running(home) as cluster:
        cluster.url(OWNER, "baton")

It listens on a free port of 127.0.0.1 alone, keeps no socket file, and asks every role for its password. What is to be
thrown away, as the databases of tests are, lies in memory where there is room: `config/run/memory.py`.
Whether it is ready is found out by connecting: recovery after a power cut takes as long as it takes.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psutil
import psycopg

from config.run import memory
from config.run.binaries import Place, place_for, programs_for
from config.run.ports import free_port
from config.run.trouble import Trouble

SUPERUSER = "baton_keeper"
OWNER = "baton_owner"
SERVING = "baton_serving"
DATABASE = "baton"
ROLES = {
    OWNER: "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS",
    SERVING: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS",
}

MEMORY_SHARE = 4
MEMORY_MOST = 2 * 1024**3
CONNECTIONS = 200
PORT_TRIES = 5
NEWS_EVERY = 5.0
PATIENCE = 24 * 3600
ORPHANS_WITHIN = 60


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL server with its roles."""

    place: Place
    programs: Path
    passwords: dict[str, str]
    throw_away: bool = False

    @property
    def data(self) -> Path:
        """The folder of PostgreSQL's own files."""
        return self.place.folder / "data"

    @property
    def log(self) -> Path:
        """What the server wrote to its log."""
        return self.place.folder / "postgresql.log"

    def port(self) -> int | None:
        """Return the port that the last server to start on this data took."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int((self.data / "postmaster.pid").read_text().splitlines()[3])
        return None

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address of `database` for `role`."""
        return f"postgresql://{role}:{quote(self.passwords[role])}@127.0.0.1:{self.port()}/{database}"

    def answers(self) -> bool:
        """Tell whether a server of this very data folder accepts our superuser."""
        if not self.port():
            return False
        try:
            with psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.Error:
            return False
        return row is not None and os.path.realpath(row[0]) == os.path.realpath(self.data)

    def pg_ctl(self, words: list[str], output: IO[bytes] | int) -> subprocess.Popen[bytes]:
        """Start `pg_ctl` with these words for this data folder."""
        options = self.place.popen_options()
        options["env"]["PGDATA"] = str(self.data)
        command = [str(self.programs / "pg_ctl"), *words]
        return subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, **options)

    def processes(self) -> list[psutil.Process]:
        """Return the living processes of this server: each of them works in the data folder."""
        data, found = os.path.realpath(self.data), []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                if process.status() != psutil.STATUS_ZOMBIE and process.cwd() == data:
                    found.append(process)
        return found


@contextlib.contextmanager
def running(home: Path, *, throw_away: bool = False) -> Iterator[Cluster]:
    """Run the database of `home` while the block lasts; several processes may do so at once.

    One made to `throw_away` lies in memory where there is room: a restart of the machine may take it. Raises `Trouble`
    where it cannot be started. The last one out stops the server.
    """
    home = home.resolve()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(home / "database.lock"):
        place = place_for(home)
        passwords = _passwords(home / "database-passwords.json", is_new=not (place.folder / "data").exists())
        cluster = Cluster(place, programs_for(place), passwords, throw_away)
        users = _open(home / "database.users")
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            _start(cluster)
        except BaseException:
            _leave(cluster, users)
            raise
    try:
        yield cluster
    finally:
        with _locked(home / "database.lock"):
            _leave(cluster, users)


def _leave(cluster: Cluster, users: int) -> None:
    """Stop the server unless another process still uses it, and will stop it; called with the lock held."""
    try:
        fcntl.flock(users, fcntl.LOCK_UN)
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _stop(cluster)
    except BlockingIOError:
        pass
    finally:
        os.close(users)


def _open(path: Path, flags: int = 0) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | flags, 0o600)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _passwords(path: Path, *, is_new: bool) -> dict[str, str]:
    if is_new:
        made = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, *ROLES)}
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(made), encoding="utf-8")
        fresh.replace(path)
    try:
        kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return {role: kept[role] for role in (SUPERUSER, *ROLES)}
    except (OSError, ValueError, KeyError) as fault:
        raise Trouble(
            f"{path} cannot be read: put it back from a copy, or set BATON_HOME to a new folder."
        ) from fault


def _start(cluster: Cluster) -> None:
    if not (cluster.data / "PG_VERSION").exists():
        _initialise(cluster)
    if cluster.answers() or _wait_for_what_is_left(cluster):
        return
    for attempt in range(PORT_TRIES):
        if cluster.log.exists():
            cluster.log.replace(cluster.log.with_suffix(".before"))
        if _launch(cluster, free_port()):
            _prepare_roles(cluster)
            return
        said = cluster.log.read_text(errors="replace").strip()
        if "could not bind" not in said or attempt + 1 == PORT_TRIES:
            raise Trouble(f"The database in {cluster.data} did not start. It said:\n{said[-2000:]}")


def _initialise(cluster: Cluster) -> None:
    """Make the data folder; what an interrupted attempt left is thrown away."""
    making, password = cluster.place.folder / "data.new", cluster.place.folder / "password.new"
    options = cluster.place.popen_options()
    subprocess.run(["rm", "-rf", str(making)], check=True)
    if cluster.throw_away and memory.has_room():
        memory.lay(making, cluster.place)
    password.unlink(missing_ok=True)
    password.touch(mode=0o600)
    password.write_text(cluster.passwords[SUPERUSER], encoding="utf-8")
    cluster.place.give(password)
    command = [str(cluster.programs / "initdb"), "-D", str(making), "-U", SUPERUSER, f"--pwfile={password}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", *_locale(cluster)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    password.unlink()
    if done.returncode:
        raise Trouble(
            f"The database could not be made in {cluster.place.folder}:\n{done.stderr.strip()[-2000:]}"
        )
    making.rename(cluster.data)


def _locale(cluster: Cluster) -> list[str]:
    """Choose Unicode rules, PostgreSQL's own where it has them (17+): the same on every machine."""
    said = subprocess.run(
        [str(cluster.programs / "postgres"), "--version"], capture_output=True, text=True, check=True
    )
    if int(said.stdout.split()[2].split(".")[0]) >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _launch(cluster: Cluster, port: int) -> bool:
    """Start the server on `port`, apart from our terminal; `False` when it ended instead of answering."""
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "shared_buffers": f"{_shared_memory() // 1024}kB",
        "max_connections": str(CONNECTIONS),
        "work_mem": "16MB",
        "maintenance_work_mem": "256MB",
        "max_wal_size": "512MB" if cluster.data.is_symlink() else "2GB",  # in memory it would be missed
        "jit": "off",
        "random_page_cost": "1.1",  # in memory or on a solid-state disk an index is cheaper than the default says
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    if cluster.throw_away:
        # What a test rolls back would be counted as an empty table, and questions planned for one.
        settings["autovacuum"] = "off"
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = ["start", "-o", shlex.join(words), "-w", "-t", str(PATIENCE)]
    news = time.monotonic() + NEWS_EVERY
    with open(_open(cluster.log, os.O_APPEND), "ab") as log, cluster.pg_ctl(command, log) as starter:
        while starter.poll() is None and not cluster.answers():
            news = _tell(news, "The database is recovering what was in flight when it was last stopped …")
            time.sleep(0.05)
    return cluster.answers()


def _shared_memory() -> int:
    """Return a quarter of the memory we may use, 2 GB at most."""
    total = psutil.virtual_memory().total
    with contextlib.suppress(OSError, ValueError):
        total = min(total, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return min(total // MEMORY_SHARE, MEMORY_MOST)


def _wait_for_what_is_left(cluster: Cluster) -> bool:
    """Settle what an earlier server left; `True` when it turns out to live, and answers.

    A `postmaster.pid` may name a process that is gone, a zombie, or a number that another program has by now.
    It is removed only when no process works in the data folder: else two servers could write the same files.
    """
    pid_file = cluster.data / "postmaster.pid"
    news, end = time.monotonic() + NEWS_EVERY, time.monotonic() + ORPHANS_WITHIN
    while pid_file.exists() and (left := cluster.processes()):
        if cluster.answers():
            return True
        if _postmaster(pid_file) not in {process.pid for process in left} and time.monotonic() > end:
            named = ", ".join(str(process.pid) for process in left)
            raise Trouble(
                f"Processes of an earlier database are still there ({named}): end them and try again."
            )
        news = _tell(news, "Waiting for an earlier run of the database to be ready or gone …")
        time.sleep(0.1)
    pid_file.unlink(missing_ok=True)
    return False


def _postmaster(pid_file: Path) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(pid_file.read_text().splitlines()[0])
    return 0


def _tell(when: float, words: str) -> float:
    if time.monotonic() < when:
        return when
    print(words, file=sys.stderr, flush=True)
    return time.monotonic() + NEWS_EVERY


def _prepare_roles(cluster: Cluster) -> None:
    """Make the two roles and the database of the owner, if they are not there yet."""
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role, rights in ROLES.items():
            verb = "ALTER" if role in known else "CREATE"
            password = psycopg.sql.Literal(cluster.passwords[role])
            text = psycopg.sql.SQL(f"{verb} ROLE {role} {rights} PASSWORD ") + password
            connection.execute(text)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
            connection.execute(f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC")
            connection.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {SERVING}")


def _stop(cluster: Cluster) -> None:
    """Stop the server cleanly: clients are cut off, every commit is on disk."""
    if not cluster.answers():
        return
    with cluster.pg_ctl(["stop", "-m", "fast", "-w", "-t", str(PATIENCE)], subprocess.PIPE) as stopper:
        said = stopper.communicate()[0]
    if stopper.returncode:
        raise Trouble(
            f"The database in {cluster.data} did not stop:\n{said.decode(errors='replace').strip()}"
        )
    end = time.monotonic() + ORPHANS_WITHIN
    while cluster.processes() and time.monotonic() < end:
        time.sleep(0.02)
