"""`./run bench`: each benchmark beside its own baseline, measured in the same run."""

from __future__ import annotations

import os
import re
import sys

from config.run import clones, databases, processes
from config.run.home import ROOT, profile_name
from config.run.trouble import CalledWrongly

RUNS = re.compile(r"^def run\(\)", re.MULTILINE)
"""What makes a module of `bench/` a benchmark; the others are what benchmarks share."""


def known() -> list[str]:
    """Return the benchmarks there are: the modules of `bench/` that can be run."""
    modules = (ROOT / "bench").glob("[a-z]*.py")
    return sorted(path.stem for path in modules if RUNS.search(path.read_text(encoding="utf-8")))


def main(names: list[str], *, as_json: bool) -> int:
    """Run the benchmarks named, or all, in a database that is thrown away afterwards."""
    if unknown := sorted(set(names) - set(known())):
        raise CalledWrongly(f"There is no benchmark {', '.join(unknown)}: there are {', '.join(known())}.")
    command = [sys.executable, "-m", "bench", *(names or known()), *(["--json"] if as_json else [])]
    with databases.reached() as reached, clones.clone(reached, profile_name(), "bench") as name:
        own = reached.named(name)
        environment = os.environ | {"DATABASE_URL": own.serving, "DATABASE_OWNER_URL": own.owner}
        environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.demo", "PYTHONPATH": str(ROOT)}
        return processes.run(command, environment=environment, cwd=ROOT)
