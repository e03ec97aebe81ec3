"""Every test is found by pytest, and every template by a page."""

import ast
import re
from pathlib import Path

import pytest

from config.run.home import ROOT

PYTHON = sorted(path for folder in ("baton", "tests") for path in (ROOT / folder).rglob("*.py"))
IN_TESTS = [path for path in PYTHON if "tests" in path.relative_to(ROOT).parts]
TEMPLATES = sorted((ROOT / "baton").rglob("jinja2/**/*.jinja"))
# Found by convention, not by name: Django's and allauth's own pages, and the field templates of the forms.
BY_CONVENTION = re.compile(r"^(\d{3}\.jinja|account/|mfa/|django/|allauth/)")


def found_in(path: Path) -> list[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [node.name for node in functions if node.name.startswith("test_")]


def test_tests_stand_in_files_that_pytest_reads() -> None:
    hidden = {
        str(path.relative_to(ROOT))
        for path in IN_TESTS
        if not path.name.startswith("test_") and found_in(path)
    }

    assert hidden == set()


def test_test_files_stand_in_test_folders_and_hold_tests() -> None:
    files = [path for path in PYTHON if path.name.startswith("test_")]

    assert [str(path) for path in files if path not in IN_TESTS or not found_in(path)] == []


def test_test_folders_are_packages() -> None:
    folders = {path.parent for path in IN_TESTS}

    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_template_is_named_by_something(path: Path) -> None:
    name = path.relative_to(next(parent for parent in path.parents if parent.name == "jinja2")).as_posix()
    if BY_CONVENTION.match(name):
        return
    texts = [other.read_text(encoding="utf-8") for other in [*PYTHON, *TEMPLATES] if other != path]
    whole = re.compile(rf"""["']{re.escape(name)}["']""")
    # A folder named with the file left open, and the file's own name beside it or elsewhere.
    folder, stem = re.escape(name.rpartition("/")[0]), re.escape(path.stem)
    in_part = re.compile(rf"""["']{folder}/(?:\{{|["'])"""), re.compile(rf"""["']{stem}["']""")

    assert any(whole.search(text) for text in texts) or all(
        any(part.search(text) for text in texts) for part in in_part
    )
