"""What the lock files may hold: names, versions and hashes, no address and no path of a machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from config.run.home import ROOT
from config.run.trouble import Trouble

DIRECT = ROOT / "requirements.in"
TOOLS = sorted((ROOT / "tools").glob("*.in"))
FRONT_END = ROOT / "package-lock.json"
NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")
LINE = re.compile(r"\s+--hash=sha256:[0-9a-f]{64}( \\)?|\s+# .*|[a-z0-9-]+==\S+( ; .*)? \\|")
ELSEWHERE = re.compile(r"[a-z+]+://|(?<![\w.])/(?:\w+/)|--(?:find-links|index-url|extra-index-url)|@ ")


def canonical(name: str) -> str:
    """Return a package's name as every index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def direct(named: Path = DIRECT) -> dict[str, str]:
    """Return each direct dependency with the reason that stands beside it."""
    found = {}
    for line in named.read_text(encoding="utf-8").splitlines():
        if match := NAME.match(line):
            found[canonical(match[1])] = line.partition("#")[2].strip()
    return found


def faults() -> Iterator[str]:
    """Yield what is wrong with `requirements.in`, those of the tools, their locks, and `package-lock.json`."""
    for named in (DIRECT, *TOOLS):
        yield from _lock_faults(named, named.with_suffix(".lock"))
    if FRONT_END.exists():
        yield from _front_end_faults(FRONT_END)


def _lock_faults(named: Path, lock: Path) -> Iterator[str]:
    reasons = direct(named)
    yield from (f"{named.name}: {name} has no reason beside it" for name, why in reasons.items() if not why)
    lines = lock.read_text(encoding="utf-8").splitlines() if lock.exists() else []
    for number, line in enumerate(lines, 1):
        if ELSEWHERE.search(line):
            yield f"{lock.name}:{number}: an address or a path: {line.strip()}"
        elif not LINE.fullmatch(line):
            yield f"{lock.name}:{number}: neither a pinned name, a hash nor a remark: {line.strip()}"
    locked = {canonical(line.partition("==")[0]) for line in lines if "==" in line and line[:1].isalnum()}
    yield from (
        f"{lock.name}: {name} of {named.name} is missing: ./run fix"
        for name in sorted(reasons.keys() - locked)
    )


def _front_end_faults(path: Path) -> Iterator[str]:
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    for name, entry in packages.items():
        if "resolved" in entry:
            yield f"{path.name}: {name} names an address; set omit-lockfile-registry-resolved and lock anew"
        if name and "integrity" not in entry:
            yield f"{path.name}: {name} has no hash"


def renew() -> None:
    """Bring each lock in step with what it is made from, keeping the versions it already has."""
    for named in (DIRECT, *TOOLS):
        lock = named.with_suffix(".lock")
        command = [str(Path(sys.executable).parent / "uv"), "pip", "compile", named.name, "-o", lock.name]
        command += ["--quiet", "--generate-hashes", "--no-emit-index-url", "--no-header", "--universal"]
        command += ["--python-version=3.11"]
        done = subprocess.run(
            command, cwd=named.parent, env=os.environ, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Trouble(f"{lock.name} could not be renewed:\n{done.stderr.strip()}")


if __name__ == "__main__":
    found = list(faults())
    print("\n".join(found))
    sys.exit(1 if found else 0)
