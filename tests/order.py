"""The long tests begin first, shared out among the processes, so that at the end of a run none waits for another."""

from __future__ import annotations

import os
from itertools import chain, compress, groupby, islice
from pathlib import Path

import pytest

HERE = Path(__file__).parent
WALKS = (HERE / "matrix", HERE / "journeys")
ALONE = frozenset({"test_matrix", "test_every_page"})
"""Files of which each test is long enough to be shared out by itself; others open one browser for the whole file."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the walks through everything in front of what each process begins with; the order within stays random."""
    items[:] = chain.from_iterable(shares(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))))


def shares(items: list[pytest.Item], processes: int) -> list[list[pytest.Item]]:
    """Return what each process begins with: its share of the walks, then of the rest, as many tests as the others."""
    is_walk = [any(item.path.is_relative_to(walk) for walk in WALKS) for item in items]
    groups = [list(group) for _, group in groupby(compress(items, is_walk), key=_unit)]
    found = [list(chain.from_iterable(groups[process::processes])) for process in range(processes)]
    rest = (item for item, walks in zip(items, is_walk, strict=True) if not walks)
    for share in found[:-1]:
        share += islice(rest, max(0, len(items) // processes - len(share)))
    found[-1] += rest
    return found


def _unit(item: pytest.Item) -> str:
    return item.nodeid if item.path.stem in ALONE else str(item.path)
