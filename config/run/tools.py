"""Programs that only benchmarks and attacks use, each in an environment of its own: what they pin is not ours.

`tools/NAME.in` says what, `tools/NAME.lock` pins it by version and hash; it is installed when it is first needed.
"""

from __future__ import annotations

import fcntl
import sys
import venv
from hashlib import sha256
from pathlib import Path

from config.run import bootstrap
from config.run.home import ROOT
from config.run.trouble import Trouble

LOCKS = ROOT / "tools"
PLACE = ROOT / ".build" / "tools"
NEWEST = {"wapiti": (3, 12)}
"""The newest Python that a tool runs on, where it is older than ours may be."""


def program(tool: str) -> Path:
    """Return the path of a tool's program, installed as its lock says. Raises `Trouble` where it cannot be had."""
    if sys.version_info[:2] > (newest := NEWEST.get(tool, sys.version_info[:2])):
        raise Trouble(
            f"{tool} needs Python {newest[0]}.{newest[1]} or older: run this with PYTHON=python3.12."
        )
    lock, place = LOCKS / f"{tool}.lock", PLACE / tool
    PLACE.mkdir(parents=True, exist_ok=True)
    with (PLACE / f"{tool}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        stamp, wanted = place / "installed-from", sha256(lock.read_bytes()).hexdigest()
        if not stamp.is_file() or stamp.read_text() != wanted:
            venv.EnvBuilder(clear=True, symlinks=True, with_pip=False).create(place)
            bootstrap.sync(place / "bin" / "python", lock)
            stamp.write_text(wanted)
    return place / "bin" / tool
