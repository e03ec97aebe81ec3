"""Homes of installations that the tests of `./run` make and throw away."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house.homes import throw_away


@pytest.fixture
def new_home(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Return a function that names a fresh home; what lies outside of it is removed too."""
    homes: list[Path] = []

    def make(name: str) -> Path:
        homes.append(tmp_path / name)
        return homes[-1]

    yield make
    for home in homes:
        throw_away(home)


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the surrounding run says about its own database."""
    for name in list(os.environ):
        if name.startswith(("DATABASE_", "BATON_")) and name != "BATON_POSTGRES":
            monkeypatch.delenv(name)
