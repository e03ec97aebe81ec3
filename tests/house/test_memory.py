"""Databases that are made to be thrown away lie in memory, where there is room for them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config.run import memory, postgres
from config.run.postgres import DATABASE, SUPERUSER, Cluster

NewHome = Callable[[str], Path]


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the place in memory: a folder in it that goes afterwards."""
    if not memory.has_room():
        pytest.skip("this machine has no room in memory for databases")
    with tempfile.TemporaryDirectory(dir=memory.SHARED) as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setattr(memory, "SHARED", Path(folder))
        yield Path(folder)


def has_marked(cluster: Cluster) -> bool:
    """Tell whether this database was here before, and mark it."""
    with psycopg.connect(cluster.url(SUPERUSER, DATABASE), autocommit=True) as connection:
        row = connection.execute("SELECT to_regclass('marked') IS NOT NULL").fetchone()
        connection.execute("CREATE TABLE IF NOT EXISTS marked (id int)")
    return bool(row and row[0])


def test_it_lies_in_memory_for_its_account_alone_until_the_machine_restarts(
    room: Path, new_home: NewHome
) -> None:
    home = new_home("installation")

    with postgres.running(home, throw_away=True) as cluster:
        assert not has_marked(cluster)
        assert cluster.data.resolve().parent == room
        assert cluster.data.resolve().stat().st_mode & 0o777 == 0o700
    with postgres.running(home, throw_away=True) as cluster:
        assert has_marked(cluster), "what was there when it was stopped is there when it is started"

    shutil.rmtree(cluster.data.resolve())

    with postgres.running(home, throw_away=True) as cluster:
        assert not has_marked(cluster)


def test_what_is_to_stay_lies_on_the_disk_and_so_does_all_where_memory_is_short(
    room: Path, new_home: NewHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres.running(new_home("installation")) as cluster:
        assert not cluster.data.is_symlink()

    monkeypatch.setattr(memory, "ROOM", 2**60)

    with postgres.running(new_home("tests"), throw_away=True) as cluster:
        assert not cluster.data.is_symlink()
    assert list(room.iterdir()) == []


def test_a_system_without_such_a_place_has_no_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(memory, "SHARED", tmp_path / "missing")

    assert not memory.has_room()
