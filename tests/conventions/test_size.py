"""Short functions, short files, short templates. Source: DEVELOPERS.md, budgets."""

import ast
from pathlib import Path

import pytest

from config.run.home import ROOT

FUNCTION_MOST = 50
FILE_MOST = 400
TEMPLATE_MOST = 90
FOLDERS = ["baton", "config", "bench", "tests"]
PYTHON = sorted(
    path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "baton").rglob("*.jinja"))


def named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", PYTHON, ids=named(PYTHON))
def test_python_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}

    assert {name: length for name, length in lengths.items() if length > FUNCTION_MOST} == {}
    assert len(text.splitlines()) <= FILE_MOST


@pytest.mark.parametrize("path", TEMPLATES, ids=named(TEMPLATES))
def test_templates_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= TEMPLATE_MOST
