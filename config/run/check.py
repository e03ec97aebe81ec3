"""`./run check` and `./run fix`: the static checks. They change nothing; `fix` repairs what it can."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from config.run import lock
from config.run.home import ROOT

BIN = Path(sys.executable).parent
TEMPLATES = ["baton"]


@dataclass(frozen=True)
class Gate:
    """One static check: a program, and what it looks after."""

    name: str
    command: Sequence[str]
    settings: str = "config.settings.test"

    def passes(self) -> tuple[bool, str, float]:
        """Run it and return whether it holds, what it said, and how long it took."""
        begun = time.monotonic()
        environment = os.environ | self._settings() | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            self.command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode == 0, (done.stdout + done.stderr).strip(), time.monotonic() - begun

    def _settings(self) -> dict[str, str]:
        nowhere = "postgresql://nobody@127.0.0.1:1/none"  # these checks ask no database
        wanted = {"DJANGO_SETTINGS_MODULE": self.settings, "DATABASE_URL": nowhere}
        if self.settings.endswith("production"):
            wanted |= {"BATON_SECRET_KEY": "no-secret-but-settings-checked-by-machine-" * 2}
            wanted |= {"BATON_ALLOWED_HOSTS": "baton.example", "BATON_SITE_URL": "https://baton.example"}
        return wanted


def tool(name: str, *words: str) -> list[str]:
    """Return the command of a program of the environment."""
    return [str(BIN / name), *words]


def django(*words: str) -> list[str]:
    """Return the command of a Django command."""
    return [sys.executable, "-W", "ignore::RuntimeWarning", "manage.py", *words]


GATES = [
    Gate("types", tool("mypy", "--no-error-summary", "baton", "config", "bench", "conftest.py", "manage.py")),
    Gate("walls between apps and layers", tool("lint-imports", "--no-cache")),
    Gate("style", tool("ruff", "check", "--quiet", ".")),
    Gate("formatting", tool("ruff", "format", "--quiet", "--check", ".")),
    Gate(
        "templates", tool("djlint", *TEMPLATES, "--profile=jinja", "--extension=jinja", "--lint", "--quiet")
    ),
    Gate("migrations match models", django("makemigrations", "--check", "--dry-run")),
    Gate("Django's own check", django("check", "--fail-level=WARNING")),
    Gate(
        "Django's check for production",
        django("check", "--deploy", "--fail-level=WARNING"),
        settings="config.settings.production",
    ),
    Gate("lock files", [sys.executable, "-m", "config.run.lock"]),
]


def failures() -> list[str]:
    """Run every gate, print how each went, and return the names of those that do not hold."""
    failed = []
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for gate, (holds, said, seconds) in zip(GATES, pool.map(Gate.passes, GATES), strict=True):
            print(f"{'ok  ' if holds else 'FAIL'} {gate.name} ({seconds:.1f} s)", flush=True)
            if not holds:
                failed.append(gate.name)
                print(f"\n{said}\n")
    return failed


def main() -> int:
    """Run the gates; 0 when all hold, 1 otherwise."""
    failed = failures()
    if failed:
        print(f"{len(failed)} of {len(GATES)} checks do not hold: {', '.join(failed)}.")
        return 1
    print(f"All {len(GATES)} checks hold.")
    return 0


def fix() -> int:
    """Repair style, formatting and the lock; 1 when something is left to do by hand."""
    lock.renew()
    left = [
        subprocess.run(command, cwd=ROOT, check=False).returncode
        for command in (tool("ruff", "check", "--fix", "."), tool("ruff", "format", "."))
    ]
    return 1 if any(left) else 0
