"""What some tests need beyond the packages, and whether this machine has it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
KINDS = ("browser", "pdf", "spark")
NEEDED = {"browser": ("a Chromium", "chromium")}


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
        kind: f"it needs {what}: install the package {package}" for kind, (what, package) in lacking.items()
    }


def install() -> None:
    """Install what is missing, where we may: on Debian, as root. Elsewhere `missing` names it."""
    packages = [NEEDED[kind][1] for kind in missing()]
    if not packages or os.geteuid() or not shutil.which("apt-get"):
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print(f"Setting up: installing {' '.join(packages)} …", file=sys.stderr, flush=True)
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *words], env=environment, check=False, stdout=subprocess.DEVNULL)
