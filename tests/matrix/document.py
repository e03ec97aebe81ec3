"""The table as a page: one row for each address, one column for each role and relation."""

import fcntl
from pathlib import Path

from django.conf import settings

from tests.matrix.cast import SEES

PAGE = Path(settings.ROOT) / "docs" / "reference" / "permission-matrix.md"
COLUMNS = sorted(SEES)
HEAD = """# Permission matrix

Made by `tests/matrix`, which asks for every address as every role and relation in every situation. A cell
holds the situations in which the page opens: **o** a family of one's own relation (or a page about no
family), **g** led by a colleague, **e** led elsewhere, **c** closed, **r** restricted, **s** sealed; –
nowhere. What is not open answers 404, or 403 where a guard or only the restriction stands between.

"""


def read_table(who: str) -> dict[str, str]:
    """Give one column of the page, by address; empty where there is no page yet."""
    return {row[0]: row[1 + COLUMNS.index(who)] for row in _rows()}


def write_table(who: str, table: dict[str, str]) -> None:
    """Write one column into the page, keeping the others; several processes may write at once."""
    with (PAGE.parent / ".writing").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        _write(who, table)


def _write(who: str, table: dict[str, str]) -> None:
    rows = {row[0]: row[1:] for row in _rows()}
    at = COLUMNS.index(who)
    lines = []
    for name in sorted(table):
        cells = rows.get(name) or ["–"] * len(COLUMNS)
        cells[at] = table[name]
        lines.append("| " + " | ".join([name, *cells]) + " |")
    head = ["| address | " + " | ".join(COLUMNS) + " |", "| --- " * (len(COLUMNS) + 1) + "|"]
    PAGE.write_text(HEAD + "\n".join([*head, *lines]) + "\n", encoding="utf-8")


def _rows() -> list[list[str]]:
    if not PAGE.exists():
        return []
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
