"""One line of a benchmark's result, and the clock that makes it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import psutil
from django.db import connection


@dataclass(frozen=True)
class Measure:
    """A value beside the baseline measured in the same run."""

    bench: str
    measure: str
    value: float
    unit: str
    size: int
    baseline: float | None = None
    baseline_of: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as `./run bench --json` prints it."""
        ratio = self.value / self.baseline if self.baseline else None
        return asdict(self) | {"ratio": ratio}

    def as_line(self) -> str:
        """Return it as a line for people."""
        line = f"{self.bench}: {self.measure} ({self.size:,}): {self.value:,.1f} {self.unit}"
        if self.baseline is None:
            return line
        line += f"; {self.baseline_of}: {self.baseline:,.1f} {self.unit}"
        return f"{line}; ratio {self.value / self.baseline:.2f}" if self.baseline else line


class Clock:
    """Measures from its making: the time that passed, and the processor time of this process and its database session."""

    def __init__(self) -> None:
        self._begun = time.perf_counter(), time.process_time(), _session_time()

    def seconds(self) -> tuple[float, float, float]:
        """Return what passed, what this process worked, what the session worked (0 where it runs elsewhere)."""
        passed, ours, servers = self._begun
        return time.perf_counter() - passed, time.process_time() - ours, _session_time() - servers


def _session_time() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    try:
        process = psutil.Process(number)
        spent = process.cpu_times() if process.name().startswith("postgres") else None
    except psutil.Error:
        spent = None
    return float(spent.user + spent.system) if spent else 0.0


def per_second(deed: Callable[[], object], times: int) -> float:
    """Return how many times a second the deed is done, having done it `times` times."""
    begun = time.perf_counter()
    for _ in range(times):
        deed()
    return times / (time.perf_counter() - begun)
