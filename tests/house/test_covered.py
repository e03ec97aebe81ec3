"""The coverage gates name what was not run."""

from typing import Any

import pytest

from config.run import covered


def file(lines: list[int], branches: list[list[int]]) -> dict[str, Any]:
    return {"missing_lines": lines, "missing_branches": branches, "summary": {"missing_lines": len(lines)}}


def report(percent: float, **files: dict[str, Any]) -> dict[str, Any]:
    return {"totals": {"percent_covered": percent}, "files": files}


def test_rules_actions_and_permissions_are_wholly_covered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "baton/people/rules/keys.py": file([7, 8], [[5, 7]]),
        "baton/people/rules.py": file([], [[3, -1]]),
        "baton/people/actions/person.py": file([], []),
        "baton/people/permissions.py": file([2], []),
        "baton/people/views/person.py": file([9], [[8, 9]]),
    }
    monkeypatch.setattr(covered, "_report", lambda: report(96.0, **files))

    assert covered.faults() == ["rules, actions and permissions are not wholly covered (3 files)"]

    said = capsys.readouterr().out
    assert "baton/people/rules/keys.py: not run: 7, 8 5->7" in said
    assert "baton/people/rules.py: not run: 3->exit" in said
    assert "views" not in said


def test_the_rest_is_covered_nearly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        covered, "_report", lambda: report(94.9, **{"baton/people/views/person.py": file([9], [])})
    )

    assert covered.faults() == ["coverage is 94.9 %, not 95 %"]
    assert "baton/people/views/person.py: 1 lines not run" in capsys.readouterr().out


def test_enough_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covered, "_report", lambda: report(95.0))

    assert covered.faults() == []
