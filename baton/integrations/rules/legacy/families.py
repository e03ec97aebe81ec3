"""Which families can be imported whole, and which rows stay out with theirs."""

from collections.abc import Iterable, Iterator

from baton.integrations.rules.legacy.checking import Checked
from baton.integrations.rules.legacy.ground import Ground
from baton.integrations.rules.legacy.index import Index
from baton.integrations.rules.legacy.rows import Row

Rows = dict[str, list[Row]]


def part(checked: Checked, ground: Ground) -> tuple[Rows, Rows]:
    """Return the rows of sound families and those that stay out, both by file and in the order of the files.

    A family is sound where no row about it has a fault and none names a record that stays out. Rows about no
    family (an enquiry without one, training) stand for themselves.
    """
    index = Index(checked.rows)
    families = {id(row): frozenset(_families(row, index)) for row in _all(checked)}
    out: set[int] = set()
    tainted: set[str] = set()
    waiting = [row for row in _all(checked) if row.stopped or _lacks(row, index, ground, out)]
    while waiting:
        for row in waiting:
            out.add(id(row))
            tainted |= families[id(row)]
        out |= {key for key, of in families.items() if of & tainted}
        waiting = [row for row in _all(checked) if id(row) not in out and _lacks(row, index, ground, out)]
    sound = {file: [row for row in rows if id(row) not in out] for file, rows in checked.rows.items()}
    rest = {file: [row for row in rows if id(row) in out] for file, rows in checked.rows.items()}
    return sound, rest


def _all(checked: Checked) -> Iterator[Row]:
    for rows in checked.rows.values():
        yield from rows


def _families(row: Row, index: Index) -> Iterator[str]:
    """Return the families that a row is about: its own, its case's, or those of the person it names."""
    own = [row["family_id"]] if index.bearing("family_id", row["family_id"]) else []
    if row.file == "enquiries.csv":
        cases: Iterable[Row] = index.naming(row.text("enquiry_id"))
    else:
        cases = index.bearing("case_id", row["case_id"])
    found = [*own, *(case["family_id"] for case in cases if case["family_id"] is not None)]
    if not found:
        found = [one["family_id"] for one in index.bearing("person_id", row["person_id"])]
    return (family for family in found if family is not None)


def _lacks(row: Row, index: Index, ground: Ground, out: set[int]) -> bool:
    """Say whether a row names a record that stays out and was not imported before."""
    for column in row.table.columns:
        key = row[column.name]
        if not column.refers_to or key is None or ground.knows(column.name, key):
            continue
        if all(id(one) in out for one in index.bearing(column.name, key)):
            return True
    return False
