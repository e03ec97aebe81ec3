"""`./run`: called wrongly it says so and ends with 2; the demonstration serves, steps aside, and stops."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from config.run import binaries, capabilities, postgres, test
from config.run.home import ROOT
from config.run.trouble import CalledWrongly

NewHome = Callable[[str], Path]
COMMAND = [sys.executable, "-P", "-m", "config.run"]


def environment(**settings: str) -> dict[str, str]:
    """Return the surroundings of a command: ours, less what the surrounding test run says."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_", "BATON_", "COV_")) or name == "BATON_POSTGRES"
    }
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"PYTHONPATH": str(ROOT)} | settings


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMAND, *words], env=environment(**settings), capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "usage: ./run COMMAND"),
        (["fly"], "There is no command 'fly'"),
        (["demo", "--port", "eighty"], "'eighty' is no port"),
        (["demo", "--port", "70000"], "'70000' is no port"),
        (["demo", "now"], "unrecognized arguments: now"),
        (["check", "everything"], "unrecognized arguments: everything"),
        (["test", "--allow-missing", "luck"], "--allow-missing does not know 'luck'"),
        (["test", "--allow-missing"], "expected one argument"),
        (["manage"], "usage: ./run manage"),
        (["bench", "nothing"], "There is no benchmark nothing"),
    ],
)
def test_called_wrongly(words: list[str], said: str, tmp_path: Path) -> None:
    done = run(*words, BATON_HOME=str(tmp_path / "home"))

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"BATON_PROFILE": "atlantis"}, "there is no such profile"),
        ({"DATABASE_URL": "postgresql://a@127.0.0.1:1/b"}, "DATABASE_OWNER_URL is not"),
        ({"DATABASE_OWNER_URL": "postgresql://a@127.0.0.1:1/b"}, "DATABASE_URL is not"),
    ],
)
def test_settings_that_cannot_be(settings: dict[str, str], said: str, new_home: NewHome) -> None:
    done = run("manage", "check", BATON_HOME=str(new_home("home")), **settings)

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_help_is_no_fault() -> None:
    done = run("help")

    assert done.returncode == 0
    assert "demo [--port 8000] [--fresh]" in done.stdout


def test_production_says_in_one_line_what_is_missing() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment(DJANGO_SETTINGS_MODULE="config.settings.production"),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2
    assert done.stderr.startswith("BATON_SECRET_KEY is not set.")
    assert done.stderr.count("\n") == 1


def test_what_may_be_missing_is_taken_out_of_the_arguments() -> None:
    words = ["--allow-missing", "browser,pdf", "baton/people", "--allow-missing=spark", "-k", "search"]

    assert test.allowed_missing(words) == ({"browser", "pdf", "spark"}, ["baton/people", "-k", "search"])
    with pytest.raises(CalledWrongly):
        test.allowed_missing(["--allow-missing", "browser,"])


@pytest.mark.parametrize(
    ("failed", "missed", "allowed", "status"),
    [
        ([], {}, set(), 0),
        ([], {"browser": "no Chromium"}, set(), 3),
        ([], {"browser": "no Chromium"}, {"browser"}, 0),
        (["style"], {"browser": "no Chromium"}, set(), 1),
    ],
)
def test_what_a_test_run_ends_with(
    failed: list[str],
    missed: dict[str, str],
    allowed: set[str],
    status: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert test._summary(failed, missed, allowed) == status
    assert ("NOT RUN browser: no Chromium" in capsys.readouterr().out) == bool(missed)


def test_a_machine_without_a_browser_is_told_which_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BATON_CHROMIUM", raising=False)

    needed = "install the package chromium-headless-shell or chromium"
    assert capabilities.missing() == {"browser": f"it needs a Chromium: {needed}"}


@pytest.mark.parametrize("has_shell", [True, False])
def test_the_first_package_that_there_is_is_installed(
    has_shell: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def apt(*words: str) -> bool:
        asked.append(words[-1])
        return has_shell or words[-1] != capabilities.SHELL

    monkeypatch.setattr(capabilities, "_apt", apt)
    monkeypatch.setattr(capabilities, "missing", lambda: {"browser": "none"})
    monkeypatch.setattr(capabilities.shutil, "which", lambda name: name)
    monkeypatch.setattr(capabilities.os, "geteuid", lambda: 0)

    capabilities.install()

    assert asked == ["update", capabilities.SHELL, *([] if has_shell else ["chromium"])]


class Demonstration:
    """A running `./run demo`."""

    def __init__(self, home: Path, port: int) -> None:
        def ignore_interrupts() -> None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

        self.output = (home.parent / "demo.out").open("w+")
        self.process = subprocess.Popen(
            [*COMMAND, "demo", f"--port={port}"],
            env=environment(BATON_HOME=str(home), BATON_DEMO_FAMILIES="25"),
            stdout=self.output,
            stderr=subprocess.STDOUT,
            preexec_fn=ignore_interrupts,
        )

    def said(self) -> str:
        """Return what it printed so far."""
        return Path(self.output.name).read_text()

    def address(self) -> str:
        """Wait until it serves, and return where."""
        for _ in range(1800):
            if found := re.search(r"partnership at (http://127\.0\.0\.1:\d+)", self.said()):
                return found[1]
            assert self.process.poll() is None, self.said()
            time.sleep(0.1)
        raise AssertionError(self.said())

    def end(self, number: signal.Signals) -> int:
        """Ask it to stop and return its exit status."""
        self.process.send_signal(number)
        return self.process.wait(60)


@pytest.fixture
def demonstration(new_home: NewHome) -> Iterator[Callable[[int], Demonstration]]:
    """Return a function that starts the demonstration of one home."""
    home = new_home("home")
    started: list[Demonstration] = []

    def start(port: int) -> Demonstration:
        started.append(Demonstration(home, port))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.end(signal.SIGTERM)
        one.output.close()


def answers(address: str) -> bool:
    """Say whether pages are served at the address."""
    try:
        urllib.request.urlopen(address, timeout=10).close()
    except urllib.error.HTTPError as answer:
        answer.close()
    except OSError:
        return False
    return True


def children(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return every program that a process started."""
    return psutil.Process(process.pid).children(recursive=True)


def test_the_demonstration_serves_steps_aside_stops_and_comes_back_from_its_back_up(
    demonstration: Callable[[int], Demonstration], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        demo = demonstration(port)
        address = demo.address()
        assert f"Port {port} is taken" in demo.said()
        assert address != f"http://127.0.0.1:{port}"
    assert answers(address)
    programs = children(demo.process)
    place = binaries.place_for(tmp_path / "home")
    cluster = postgres.Cluster(place, binaries.programs_for(place), {})
    assert cluster.processes()
    shared = run("manage", "check", BATON_HOME=str(tmp_path / "home"))
    assert (shared.returncode, cluster.processes() != []) == (0, True)

    assert demo.end(signal.SIGINT) == 128 + signal.SIGINT

    assert not answers(address)
    assert psutil.wait_procs(programs, timeout=5)[1] == []
    assert cluster.processes() == []

    # Its back-up brings every row and file back, each compared: the small form of `./run bench restore`.
    kept = run("manage", "backup", str(tmp_path / "kept"), BATON_HOME=str(tmp_path / "home"))
    assert kept.returncode == 0, kept.stderr
    (made,) = (tmp_path / "kept").glob("baton-*")
    back = run("manage", "restore", str(made), "--replace", BATON_HOME=str(tmp_path / "home"))
    assert back.returncode == 0, back.stderr
    rows = re.search(r"([\d,]+) rows of", back.stdout)
    assert rows, back.stdout
    assert int(rows[1].replace(",", "")) > 5_000

    # What is marked as holding real people is left alone.
    with postgres.running(tmp_path / "home") as again, psycopg.connect(again.url(postgres.OWNER)) as owner:
        owner.execute("UPDATE core_installation SET kind = 'real', marked_at = now()")
    refused = run("demo", "--fresh", BATON_HOME=str(tmp_path / "home"))
    assert refused.returncode == 2
    assert "This database is not a demonstration" in refused.stderr
    assert "Traceback" not in refused.stderr
