"""What `./run bench` offers is what can be run."""

from pathlib import Path

import pytest

from config.run import bench


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which benchmarks are looked for now."""
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    made = tmp_path / "bench"
    made.mkdir()
    return made


def test_a_module_that_can_be_run_is_a_benchmark_and_what_they_share_is_none(folder: Path) -> None:
    (folder / "swift.py").write_text("def run() -> list[int]:\n    return [1]\n")
    (folder / "measure.py").write_text("class Stopwatch:\n    def run(self) -> None: ...\n")

    assert bench.known() == ["swift"]


def test_the_benchmarks_of_the_repository_are_found() -> None:
    assert {"chaos", "journal", "pages", "search", "wall"} <= set(bench.known())
    assert "measure" not in bench.known()
