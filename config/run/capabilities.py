"""What some tests need beyond the packages, and whether this machine has it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Chromium without its windows: it starts sooner and works a fifth less for the same pages."""

BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
KINDS = ("browser", "pdf", "spark")
NEEDED = {"browser": ("a Chromium", (SHELL, "chromium"))}
"""What a kind of test needs, and the packages that bring it, the better first: not every distribution has each."""


def browser() -> str | None:
    """Return the path of a Chromium: the one that BATON_CHROMIUM names, or one of this machine."""
    if named := os.environ.get("BATON_CHROMIUM"):
        return named
    found = (shutil.which(name) for name in BROWSERS)
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return next(filter(None, found), str(mac) if mac.exists() else None)


def missing() -> dict[str, str]:
    """Return each kind of test that cannot run here, with what it lacks and the package to install."""
    lacking = {} if browser() else {"browser": NEEDED["browser"]}
    return {
        kind: f"it needs {what}: install the package {' or '.join(packages)}"
        for kind, (what, packages) in lacking.items()
    }


def install() -> None:
    """Install what is missing, where we may: on Debian, as root. Elsewhere `missing` names it."""
    kinds = list(missing())
    if not kinds or os.geteuid() or not shutil.which("apt-get"):
        return
    print(f"Setting up: installing what tests need ({', '.join(kinds)}) …", file=sys.stderr, flush=True)
    _apt("update")
    for kind in kinds:
        any(_apt("install", "-y", "--no-install-recommends", package) for package in NEEDED[kind][1])


def _apt(*words: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", "-qq", *words], env=environment, check=False, stdout=subprocess.DEVNULL)
    return done.returncode == 0
