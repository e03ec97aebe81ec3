"""How long pages take when 300 people use them at once, in a partnership of 500,000 people and in one of 5,000.

They open the pages of a real server, each pausing five to fifteen seconds between two. The baseline of each page is the
same page with a hundredth of the records, in the same run; beside it stands the time of the page's own questions to the
database, asked alone. Loading takes long: `BATON_BENCH_FOLDER` names a folder in which it stays for the next run.
"""

from __future__ import annotations

import csv
import json
import os
import statistics
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psutil
from django.db import connection, connections

from bench.borough import Page, load, people
from bench.crew import BACKEND, Crew, cookies_of, place, working
from bench.measure import Measure
from config.run import tools
from config.run.databases import point_django_at
from config.run.home import ROOT

if TYPE_CHECKING:
    from baton.partnership.models import Practitioner

FAMILIES = int(os.environ.get("BATON_BENCH_FAMILIES", "100000"))
"""Of five people each, and a case for each."""

HUNDREDTH = 100
SECONDS = int(os.environ.get("BATON_BENCH_SECONDS", "180"))
WARM = 60
"""Seconds for which the crowd asks before anything is counted: so long does it take until each of the server's
connections has met every page, which it plans once (docs/adr/0017)."""

TIMES = 15
ALIKE = "with a hundredth of the records"
"""What the baseline of a page is."""


@dataclass(frozen=True)
class Answered:
    """How one page was answered: milliseconds of half and of 95 in a hundred, how often, and how often with an error."""

    median: float
    slow: float
    times: int
    errors: int


@dataclass(frozen=True)
class Run:
    """What was measured in a partnership of one size."""

    pages: dict[str, Answered]
    alone: dict[str, float]
    generator: float
    memory: dict[str, float]


def run() -> Iterator[Measure]:
    """Measure at a hundredth of the size and at the whole, and compare."""
    with place(os.environ.get("BATON_BENCH_FOLDER")) as folder:
        small, large = (_measured(folder / str(size), size) for size in (FAMILIES // HUNDREDTH, FAMILIES))
    for name, answered in sorted(large.pages.items()):
        before = small.pages[name]
        yield _line(f"{name}: 95 in 100 within", answered.slow, "ms", before.slow, ALIKE)
        yield _line(f"{name}: half within", answered.median, "ms", before.median, ALIKE)
        yield _line(f"{name}: its own questions alone", large.alone[name], "ms", small.alone[name], ALIKE)
        yield _line(f"{name}: errors of {answered.times}", answered.errors, "answers", before.errors, ALIKE)
    for which, size in large.memory.items():
        yield _line(f"memory of {which}", size, "MB", small.memory[which], ALIKE)
    yield _line("the load generator's share of two cores", large.generator, "in 100", small.generator, ALIKE)


def _line(measure: str, value: float, unit: str, baseline: float, of: str) -> Measure:
    return Measure("pages", measure, float(value), unit, FAMILIES, float(baseline), of)


def _measured(folder: Path, families: int) -> Run:
    folder.mkdir(parents=True, exist_ok=True)
    with working(folder, demonstration=False) as crew:
        point_django_at(crew.databases)
        if not (folder / "loaded").exists():
            load(families)
            (folder / "loaded").touch()
        crowd = people()
        alone = _alone(crowd)
        connections.close_all()
        answered, generator = _asked(crew, folder, [_cookied(one) for one in crowd])
        return Run(answered, alone, generator, _memory(crew))


def _cookied(one: tuple[Practitioner, list[Page]]) -> dict[str, Any]:
    return {"cookies": cookies_of(one[0]), "pages": one[1]}


def _alone(crowd: list[tuple[Practitioner, list[Page]]]) -> dict[str, float]:
    """Return for each page the median of the milliseconds that its questions take while nobody else asks anything."""
    from django.test import Client

    first = {page["name"]: (who, page) for who, pages in crowd for page in pages}
    found = {}
    for name, (who, page) in first.items():
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(who, backend=BACKEND)
        found[name] = statistics.median(_questions(client, page) for _ in range(TIMES))
    return found


def _questions(client: Any, page: Page) -> float:
    spent = 0.0

    def timed(execute: Any, *words: Any) -> Any:
        nonlocal spent
        begun = time.perf_counter()
        try:
            return execute(*words)
        finally:
            spent += (time.perf_counter() - begun) * 1000

    with connection.execute_wrapper(timed):
        typed = page.get("typed")
        answer = client.post(page["address"], typed, follow=True) if typed else client.get(page["address"])
    if answer.status_code != 200:
        raise AssertionError(f"{page['address']} was answered with {answer.status_code}")
    return spent


def _asked(crew: Crew, folder: Path, crowd: list[dict[str, Any]]) -> tuple[dict[str, Answered], float]:
    """Let the crowd open pages; return how each page was answered, and the generator's share of two cores."""
    told, prefix = folder / "crowd.json", folder / f"told-{uuid4().hex}"
    told.write_text(json.dumps(crowd), encoding="utf-8")
    words = [
        str(tools.program("locust")),
        "-f",
        str(ROOT / "bench" / "crowd.py"),
        "--headless",
        "--only-summary",
    ]
    words += ["--users", str(len(crowd)), "--spawn-rate", "15", "--run-time", f"{WARM + SECONDS}s"]
    words += ["--host", crew.address, "--csv", str(prefix), "--exit-code-on-error", "0"]
    begun, process = (
        time.monotonic(),
        subprocess.Popen(
            words,
            env=os.environ | {"BATON_BENCH_CROWD": str(told), "BATON_BENCH_WARM": str(WARM)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ),
    )
    worked = 0.0
    while process.poll() is None:
        try:
            times = psutil.Process(process.pid).cpu_times()
            worked = times.user + times.system
        except psutil.Error:
            break
        time.sleep(0.5)
    if process.wait():
        raise RuntimeError(f"locust ended with {process.returncode}")
    share = worked / (time.monotonic() - begun) / 2 * 100
    return _read(Path(f"{prefix}_stats.csv")), share


def _read(stats: Path) -> dict[str, Answered]:
    with stats.open(newline="", encoding="utf-8") as file:
        return {
            row["Name"]: Answered(
                float(row["50%"]), float(row["95%"]), int(row["Request Count"]), int(row["Failure Count"])
            )
            for row in csv.DictReader(file)
            if row["Name"] != "Aggregated"
        }


def _memory(crew: Crew) -> dict[str, float]:
    """Return the megabytes that the processes of the web server and of the database hold, each for itself."""
    pages = psutil.Process(crew.running["pages"].pid)
    workers = [pages, *pages.children(recursive=True)]
    return {
        "the web server": sum(map(_held, workers)),
        "the database, beside what its processes share": sum(map(_held, crew.cluster.processes())),
    }


def _held(process: psutil.Process) -> float:
    """Return the megabytes of a process; none of one that has ended meanwhile."""
    try:
        return float(process.memory_full_info().uss) / 2**20
    except psutil.NoSuchProcess:
        return 0.0
