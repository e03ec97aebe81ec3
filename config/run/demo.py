"""`./run demo`: the demonstration partnership, served until Ctrl-C."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

import psycopg

from config.run import assets, databases, processes
from config.run.databases import Databases
from config.run.home import ROOT, home, profile_name
from config.run.ports import free_port
from config.run.trouble import CalledWrongly, Trouble

WORKERS = 2
THREADS = 2
"""Of each worker: one works while another waits for the database; more of them only wait for each other's turn."""

READY_WITHIN = 60.0
WRITTEN = ("outbox", "uploads")


def main(port: int, *, fresh: bool) -> int:
    """Set up, load, serve; return when asked to stop. Raises `CalledWrongly` on a database of real people."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.demo", "PYTHONPATH": str(ROOT)}
    assets.build(ROOT)
    with databases.reached() as reached:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.demo"
        _say("Bringing the database up to date …")
        databases.prepare(reached, profile_name(), demonstration=True)
        if fresh:
            _empty(reached)
            databases.prepare(reached, profile_name(), demonstration=True)
        environment["DATABASE_URL"] = reached.serving
        environment.pop("DATABASE_OWNER_URL", None)
        sign_ins = _load(environment)
        _collect_static(environment)
        _serve(port, environment, sign_ins)
    return 0


def _empty(reached: Databases) -> None:
    """Throw away everything in a database that is marked as a demonstration, and what was written beside it."""
    with psycopg.connect(reached.owner, autocommit=True) as owner:
        others = owner.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = %s",
            [reached.serving_role],
        ).fetchone()
        if others and others[0]:
            raise CalledWrongly("The demonstration is running: stop it before you start over with --fresh.")
        owner.execute("DROP SCHEMA public CASCADE")
        owner.execute("CREATE SCHEMA public")
    for name in WRITTEN:
        shutil.rmtree(home() / name, ignore_errors=True)


def _load(environment: dict[str, str]) -> str:
    """Load the synthetic people, once, and return the words about them: how old they are, who may sign in."""
    _say("Loading the demonstration partnership …")
    command = [sys.executable, "manage.py", "load_demonstration"]
    if families := os.environ.get("BATON_DEMO_FAMILIES"):
        command.append(f"--families={families}")
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == CalledWrongly.status:
        raise CalledWrongly("The demonstration partnership was not loaded: see above.")
    if done.returncode:
        raise Trouble("The demonstration partnership could not be loaded: see above.")
    return done.stdout


def _collect_static(environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise Trouble("The static files could not be collected: see above.")


def _serve(wanted: int, environment: dict[str, str], sign_ins: str) -> None:
    port = free_port(wanted)
    if port != wanted:
        _say(f"Port {wanted} is taken: using {port}.")
    address = f"http://127.0.0.1:{port}"
    environment = environment | {"BATON_SITE_URL": os.environ.get("BATON_SITE_URL", address)}
    commands = serving(port)
    started = {name: _start(command, environment) for name, command in commands.items()}
    try:
        _wait_until_served(address, started["pages"])
        print(f"\nBaton serves the demonstration partnership at {address}\n\n{sign_ins.strip()}\n")
        print("Ctrl-C stops it; what was entered stays. `./run demo --fresh` starts over.", flush=True)
        _watch(started, commands, environment)
    finally:
        _say("Stopping …")
        processes.stop(list(started.values()))


def serving(port: int) -> dict[str, list[str]]:
    """Return what serves an installation on a port: the server of the pages, and the worker of the jobs."""
    pages = [sys.executable, "-m", "granian", "--interface=wsgi", "--host=127.0.0.1", f"--port={port}"]
    pages += [
        f"--workers={WORKERS}",
        f"--blocking-threads={THREADS}",
        "--respawn-failed-workers",
        "--log-level=warning",
        "config.wsgi:application",
    ]
    return {"pages": pages, "jobs": [sys.executable, "manage.py", "procrastinate", "worker"]}


def _start(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return processes.start(command, environment=environment, cwd=ROOT)


def _wait_until_served(address: str, web: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end and web.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=10).close()
            return
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except OSError:
            time.sleep(0.1)
    raise Trouble("The pages are not served: see above.")


def _watch(
    started: dict[str, subprocess.Popen[bytes]], commands: dict[str, list[str]], environment: dict[str, str]
) -> None:
    """Start again whatever ends, until we are asked to stop."""
    while True:
        time.sleep(1)
        for name, process in started.items():
            if process.poll() is not None:
                _say(f"The process of the {name} ended ({process.returncode}): starting it again.")
                started[name] = _start(commands[name], environment)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
