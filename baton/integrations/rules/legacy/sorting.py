"""Which rows are new, and which were imported before."""

from collections.abc import Iterable, Mapping, Sequence

from baton.integrations.rules.legacy.ground import Ground
from baton.integrations.rules.legacy.rows import Row


def new_rows(sound: Mapping[str, Sequence[Row]], ground: Ground) -> dict[str, list[Row]]:
    """Return the rows of each file that were not imported before, each of equal ones once."""
    return {file: [row for row in rows if _is_new(row, ground)] for file, rows in sound.items()}


def _is_new(row: Row, ground: Ground) -> bool:
    return not row.repeats and row.key not in ground.known.get(row.file, {})


def counted(rows: Mapping[str, Iterable[Row]]) -> dict[str, int]:
    """Return how many rows each file has."""
    return {file: sum(1 for _ in of_file) for file, of_file in rows.items()}
