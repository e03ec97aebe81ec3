"""What is installed: few direct dependencies, each with its reason, all pinned by hash, no address anywhere."""

import re
import shutil
from pathlib import Path

import pytest

from config.run import lock
from config.run.home import ROOT

DIRECT_MOST = 39
ADDRESS = re.compile(r"https?://[\w.-]*(?:pypi|npmjs|debian|mirror|registry)[\w.-]*", re.IGNORECASE)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What one of the tools needs, with its lock beside it, where both may be spoilt."""
    for path in (ROOT / "tools").glob("wapiti.*"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(lock, "TOOLS", [tmp_path / "wapiti.in"])
    return tmp_path / "wapiti.in"


def test_locks_hold_names_versions_and_hashes_alone() -> None:
    assert list(lock.faults()) == []


def test_direct_dependencies_are_few() -> None:
    assert len(lock.direct()) <= DIRECT_MOST


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://somewhere.example/simple",
        "--find-links /opt/wheels",
        "# via /srv/project/requirements.in",
        "thing @ file:///srv/thing.whl",
        "    --hash=md5:0123",
        "thing",
    ],
)
def test_what_a_lock_must_not_hold_is_found(line: str, copied: Path) -> None:
    changed = copied.with_suffix(".lock")
    changed.write_text(changed.read_text() + line + "\n")

    assert len(list(lock.faults())) == 1


def test_a_dependency_that_is_not_locked_is_found(copied: Path) -> None:
    copied.write_text(copied.read_text() + "unheard-of  # why\nno-reason\n")

    found = list(lock.faults())

    assert [fault.partition(" ")[2] for fault in found] == [
        "no-reason has no reason beside it",
        "no-reason of wapiti.in is missing: ./run fix",
        "unheard-of of wapiti.in is missing: ./run fix",
    ]


def test_no_file_names_the_address_of_a_package_index() -> None:
    files = [ROOT / "run", *ROOT.glob("*.md"), *ROOT.glob("*.toml"), *(ROOT / "config").rglob("*.py")]

    assert [str(path) for path in files if ADDRESS.search(path.read_text(encoding="utf-8"))] == []
