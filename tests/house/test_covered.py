"""The coverage gates name what was not run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.run import covered


def file(lines: list[int], branches: list[list[int]]) -> dict[str, Any]:
    return {"missing_lines": lines, "missing_branches": branches}


@pytest.fixture
def measured(tmp_path: Path) -> Callable[..., Path]:
    """Writes what was measured, and gives the file."""

    def write(percent: float, **files: dict[str, Any]) -> Path:
        path = tmp_path / "coverage.json"
        path.write_text(json.dumps({"summary": {"percent_covered": percent}, "files": files}))
        return path

    return write


def test_rules_actions_and_permissions_are_wholly_covered(
    measured: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "baton/people/rules/keys.py": file([7, 8], [[5, 7]]),
        "baton/people/rules.py": file([], [[3, 0]]),
        "baton/people/actions/person.py": file([], []),
        "baton/people/permissions.py": file([2], []),
        "baton/people/views/person.py": file([9], [[8, 9]]),
    }
    assert covered.faults(measured(96.0, **files)) == [
        "rules, actions and permissions are not wholly covered (3 files)"
    ]

    said = capsys.readouterr().out
    assert "baton/people/rules/keys.py: not run: 7, 8 5->7" in said
    assert "baton/people/rules.py: not run: 3->exit" in said
    assert "views" not in said


def test_the_rest_is_covered_nearly(
    measured: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    found = covered.faults(measured(94.9, **{"baton/people/views/person.py": file([9], [])}))

    assert found == ["coverage is 94.9 %, not 95 %"]
    assert "baton/people/views/person.py: 1 lines not run" in capsys.readouterr().out


def test_enough_is_enough(measured: Callable[..., Path]) -> None:
    assert covered.faults(measured(95.0)) == []


def test_a_run_that_measured_nothing_does_not_pass(tmp_path: Path) -> None:
    assert covered.faults(tmp_path / "coverage.json") == ["coverage was not measured"]
