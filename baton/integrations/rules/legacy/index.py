"""The rows of all files, found by the ids they bear and by those they name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import ACTIONS, ASSESSMENTS, CASES, ENQUIRIES, MEETINGS, PEOPLE

_BEARS = (
    ("person_id", PEOPLE),
    ("family_id", PEOPLE),
    ("enquiry_id", ENQUIRIES),
    ("case_id", CASES),
)
"""Which ids records refer to, and the file whose rows bear them."""

_OF_A_CASE = (ASSESSMENTS, MEETINGS, ACTIONS)


class Index:
    """Rows by id. A person stands in several rows, one for each family; so does a family, one for each person."""

    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        self.rows = rows
        self._bearing: dict[str, dict[str, list[Row]]] = {}
        for column, file in _BEARS:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in rows.get(file, ()):
                if row[column] is not None:
                    found[row[column]].append(row)
            self._bearing[column] = dict(found)
        self._of_case: dict[str, dict[str, list[Row]]] = {}
        for file in _OF_A_CASE:
            found = defaultdict(list)
            for row in rows.get(file, ()):
                if row["case_id"] is not None:
                    found[row["case_id"]].append(row)
            self._of_case[file] = dict(found)

        self._naming: dict[str, list[Row]] = defaultdict(list)
        for row in rows.get(CASES, ()):
            if row["enquiry_id"] is not None:
                self._naming[row["enquiry_id"]].append(row)

    def holds(self, column: str, key: str) -> bool:
        """Say whether the files have a record with this id."""
        return key in self._bearing[column]

    def bearing(self, column: str, key: str | None) -> Sequence[Row]:
        """Return the rows that bear this id."""
        return self._bearing[column].get(key, ()) if key is not None else ()

    def case(self, key: str | None) -> Row | None:
        """Return the row of a case, the first where its id is repeated."""
        return next(iter(self.bearing("case_id", key)), None)

    def naming(self, enquiry: str) -> Sequence[Row]:
        """Return the rows of the cases that name an enquiry."""
        return self._naming.get(enquiry, ())

    def of_case(self, file: str, key: str | None) -> Sequence[Row]:
        """Return the rows of a file that belong to a case."""
        return self._of_case[file].get(key, ()) if key is not None else ()

    def of(self, file: str) -> Sequence[Row]:
        """Return the rows of a file."""
        return self.rows.get(file, ())
