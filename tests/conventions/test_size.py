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


def long_functions(text: str) -> list[str]:
    """Name the functions of a file that are too long; two may have the same name."""
    functions = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions]
    return [f"{name}, {length} lines" for name, length in lengths if length > FUNCTION_MOST]


@pytest.mark.parametrize("path", PYTHON, ids=named(PYTHON))
def test_python_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert long_functions(text) == []
    assert len(text.splitlines()) <= FILE_MOST


def test_a_long_function_is_found_though_a_short_one_has_its_name() -> None:
    long = "def save():\n" + "    print()\n" * FUNCTION_MOST

    assert long_functions(f"{long}\n\nclass Form:\n    def save(self): ...\n") == ["save, 51 lines"]


@pytest.mark.parametrize("path", TEMPLATES, ids=named(TEMPLATES))
def test_templates_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= TEMPLATE_MOST
