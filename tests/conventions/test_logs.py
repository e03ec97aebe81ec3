"""What the program writes into a log is a constant text; what varies stands beside it, and is a code.

Source: baton/operations/logs.py writes the text of our records as it stands in the code.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.run.home import ROOT

WRITES = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})
LOGGERS = frozenset({"log", "logger", "logging"})
FILES = sorted(
    path
    for folder in ("baton", "config")
    for path in (ROOT / folder).rglob("*.py")
    if not {"tests", "migrations"} & set(path.parts)
)


def faults(text: str) -> Iterator[int]:
    """Yield the lines on which a record's text is put together from values."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        of = node.func.value
        if node.func.attr in WRITES and isinstance(of, ast.Name) and of.id in LOGGERS:
            words = node.args[1 if node.func.attr == "log" else 0]
            if not isinstance(words, ast.Constant):
                yield node.lineno


def test_the_text_of_a_record_is_constant() -> None:
    found = {str(path.relative_to(ROOT)): list(faults(path.read_text(encoding="utf-8"))) for path in FILES}

    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "is_fault"),
    [
        ('log.info("request", extra={"status": 200})', False),
        ('log.info(f"{name} came in")', True),
        ('logger.warning("came in: " + name)', True),
        ('log.log(10, "request %s", name)', False),
        ("log.exception(name)", True),
    ],
)
def test_a_text_with_a_value_in_it_is_found(line: str, is_fault: bool) -> None:
    assert bool(list(faults(line))) == is_fault


def test_there_are_records_to_look_at() -> None:
    assert any("log.info(" in Path(path).read_text() for path in FILES)
