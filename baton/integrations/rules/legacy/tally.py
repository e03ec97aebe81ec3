"""How many records of each file there were, and what became of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from baton.integrations.rules.legacy.checking import Checked
from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import TABLES


@dataclass(slots=True)
class Tally:
    """The counts of one file."""

    read: int = 0
    created: int = 0
    unchanged: int = 0
    rejected: int = 0
    findings: int = 0

    def as_line(self, file: str) -> str:
        """Return it as a line for people."""
        return (
            f"{file}: {self.read} read, {self.created} created, {self.unchanged} unchanged, "
            f"{self.rejected} rejected, {self.findings} findings"
        )


def tallies(
    checked: Checked,
    rest: Mapping[str, Sequence[Row]],
    *,
    created: Mapping[str, int],
    unchanged: Mapping[str, int],
) -> dict[str, Tally]:
    """Return the counts of every file of the contract."""
    listed = Counter(note.file for note in checked.notes if not note.is_fault)
    return {
        table.file: Tally(
            read=len(checked.of(table.file)),
            created=created.get(table.file, 0),
            unchanged=unchanged.get(table.file, 0),
            rejected=len(rest.get(table.file, ())),
            findings=listed[table.file],
        )
        for table in TABLES
    }


def as_json(found: Mapping[str, Tally]) -> dict[str, dict[str, int]]:
    """Return the counts as `--json` prints them."""
    return {file: asdict(tally) for file, tally in found.items()}
