"""The coverage gates, on what the whole run measured: every branch of the law, nearly all of the rest."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.run.home import ROOT

OVERALL = 95.0
# Rules, actions and permissions hold the law and practice of the field: each branch of them is tested.
WHOLLY = re.compile(r"baton/[^/]+/(?:rules|actions|permissions)(?:/.*)?\.py")


@dataclass(frozen=True)
class Measured:
    """How much of one file ran."""

    path: str
    lines: list[int]
    branches: list[tuple[int, int]]

    def __str__(self) -> str:
        lines = ", ".join(map(str, self.lines))
        branches = ", ".join(f"{start}->{'exit' if end < 0 else end}" for start, end in self.branches)
        return f"{self.path}: not run: {' '.join(filter(None, [lines, branches]))}"


def faults() -> list[str]:
    """Return which gates do not hold, having printed what is missing."""
    report = _report()
    found = []
    percent = report["totals"]["percent_covered"]
    print(f"Coverage: {percent:.1f} % of lines and branches (at least {OVERALL:.0f} %).")
    if percent < OVERALL:
        found.append(f"coverage is {percent:.1f} %, not {OVERALL:.0f} %")
        _print_worst(report)
    gaps = incomplete(report)
    for gap in gaps:
        print(f"  {gap}")
    if gaps:
        found.append(f"rules, actions and permissions are not wholly covered ({len(gaps)} files)")
    return found


def incomplete(report: dict[str, Any]) -> list[Measured]:
    """Return the files that must be wholly covered and are not."""
    measured = [
        Measured(path, file["missing_lines"], [(start, end) for start, end in file["missing_branches"]])
        for path, file in sorted(report["files"].items())
        if WHOLLY.fullmatch(path)
    ]
    return [one for one in measured if one.lines or one.branches]


def _print_worst(report: dict[str, Any]) -> None:
    missing = {path: file["summary"]["missing_lines"] for path, file in report["files"].items()}
    for path in sorted(missing, key=missing.__getitem__, reverse=True)[:15]:
        print(f"  {path}: {missing[path]} lines not run")


def _report() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.json"
        command = [sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(path)]
        subprocess.run(command, cwd=ROOT, check=True)
        report: dict[str, Any] = json.loads(path.read_text())
        return report
