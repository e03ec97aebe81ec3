"""The coverage gates, on what the whole run measured: every branch of the law, nearly all of the rest."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
        branches = ", ".join(f"{start}->{end or 'exit'}" for start, end in self.branches)
        return f"{self.path}: not run: {' '.join(filter(None, [lines, branches]))}"


def faults(measured: Path) -> list[str]:
    """Return which gates do not hold by the file SlipCover wrote, having printed what is missing."""
    if not measured.exists():
        return ["coverage was not measured"]
    report: dict[str, Any] = json.loads(measured.read_text())
    found = []
    percent = report["summary"]["percent_covered"]
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
    missing = {path: len(file["missing_lines"]) for path, file in report["files"].items()}
    for path in sorted(missing, key=missing.__getitem__, reverse=True)[:15]:
        print(f"  {path}: {missing[path]} lines not run")
