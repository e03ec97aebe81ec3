"""Everything that is wrong with a set of files: faults stop a row, findings are listed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from baton.integrations.rules.legacy import findings, reading
from baton.integrations.rules.legacy.ground import Ground
from baton.integrations.rules.legacy.index import Index
from baton.integrations.rules.legacy.notes import Note, finding, quoted
from baton.integrations.rules.legacy.reading import ReadFile
from baton.integrations.rules.legacy.rows import Row, changed, rows_of
from baton.integrations.rules.legacy.tables import (
    ASSESSMENTS,
    BY_FILE,
    CASES,
    PEOPLE,
    READINGS,
    TABLES,
)

IN_ORDER = ((CASES, "opened_on", "closed_on"), (ASSESSMENTS, "started_on", "completed_on"))
"""Days that cannot come the other way round, by file; the later column is named."""

AFTER = {"closed_on": "closed before it was opened", "completed_on": "completed before it was started"}


@dataclass(slots=True)
class Checked:
    """The files as read, their rows, and everything there is to say about them."""

    files: dict[str, ReadFile] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def faults(self) -> list[Note]:
        """Return what stops a row."""
        return [note for note in self.notes if note.is_fault]

    def of(self, file: str) -> list[Row]:
        """Return the rows of a file, none where it was not given."""
        return self.rows.get(file, [])


def check(contents: Mapping[str, bytes], ground: Ground) -> Checked:
    """Read the files, given by name, and say by file, record and column what is wrong with them."""
    checked = Checked()
    if PEOPLE not in contents:
        checked.notes.append(Note(PEOPLE, 1, "person_id", "the file is missing: only it is always needed"))
    for table in TABLES:
        if table.file in contents:
            _read(checked, reading.read(table, contents[table.file]), ground)
    index = Index(checked.rows)
    unreadable = {file for file, read in checked.files.items() if not read.sound_header}
    if PEOPLE not in contents:
        unreadable.add(PEOPLE)
    for note, row in _faults(checked, index, ground, unreadable):
        checked.notes.append(note)
        row.stopped = True
    checked.notes += _repeats(checked)
    checked.notes += findings.all_of(index, ground)
    checked.notes.sort(key=lambda note: (_place(note.file), note.number))
    return checked


def _place(file: str) -> int:
    return list(BY_FILE).index(file)


def _read(checked: Checked, read: ReadFile, ground: Ground) -> None:
    checked.files[read.table.file] = read
    checked.notes += read.notes
    rows = checked.rows[read.table.file] = []
    for row, notes in rows_of(read, ground):
        rows.append(row)
        checked.notes += notes
    read.records = []


def _faults(
    checked: Checked, index: Index, ground: Ground, unreadable: set[str]
) -> Iterator[tuple[Note, Row]]:
    for file, rows in checked.rows.items():
        yield from _repeated(rows)
        yield from _changed(rows, ground)
        for row in rows:
            for note in _unknown(row, index, ground, unreadable):
                yield note, row
        for first, later in ((first, later) for name, first, later in IN_ORDER if name == file):
            yield from _out_of_order(rows, first, later)
    yield from _unequal(checked.of(PEOPLE))
    for row in checked.of(READINGS):
        for note in _scale_notes(row, ground):
            yield note, row


def _repeated(rows: Iterable[Row]) -> Iterator[tuple[Note, Row]]:
    seen: dict[str, Row] = {}
    for row in rows:
        if not row.table.key or not row.key:
            continue
        before = seen.setdefault(row.key, row)
        if before is not row:
            before.stopped = True
            words = f"this id stands in record {before.number} already"
            yield Note(row.file, row.number, row.table.key[0], words), row


def _changed(rows: Iterable[Row], ground: Ground) -> Iterator[tuple[Note, Row]]:
    for row in rows:
        before = ground.known.get(row.file, {}).get(row.key) if row.marks else None
        for column in changed(row.table, before, row.marks) if before else ():
            words = "imported before with another value: change it in Baton, or give the value as it was"
            yield Note(row.file, row.number, column, words), row


def _unknown(row: Row, index: Index, ground: Ground, unreadable: set[str]) -> Iterator[Note]:
    if row.file == PEOPLE:
        return
    for column in row.table.columns:
        key = row[column.name]
        if not column.refers_to or key is None or column.refers_to in unreadable:
            continue
        if not index.holds(column.name, key) and not ground.knows(column.name, key):
            words = f"{quoted(key)} is not in {column.refers_to}, nor was it imported before"
            yield Note(row.file, row.number, column.name, words)


def _out_of_order(rows: Iterable[Row], first: str, later: str) -> Iterator[tuple[Note, Row]]:
    for row in rows:
        if row[first] and row[later] and row[later] < row[first]:
            yield Note(row.file, row.number, later, f"{AFTER[later]}, on {row[first]}"), row


def _unequal(rows: Iterable[Row]) -> Iterator[tuple[Note, Row]]:
    first: dict[str, Row] = {}
    keys: set[str] = set()
    for row in rows:
        if not row.key or row.key in keys:
            continue
        keys.add(row.key)
        before = first.setdefault(row["person_id"], row)
        unread = row.unread | before.unread
        for column in row.table.columns:
            if column.name not in row.table.personal or column.name in unread:
                continue
            if row[column.name] != before[column.name]:
                words = f"not the same as in record {before.number} for the same person"
                yield Note(row.file, row.number, column.name, words), row


def _scale_notes(row: Row, ground: Ground) -> Iterator[Note]:
    scale = ground.tools.get(row.text("tool"))
    if scale is None:
        if row["tool"]:
            words = f"{quoted(row['tool'])} is not a tool of the profile: {', '.join(sorted(ground.tools))}"
            yield Note(row.file, row.number, "tool", words)
        return
    if row["area"] and row["area"] not in scale.areas:
        words = f"{quoted(row['area'])} is not an area of this tool: {', '.join(sorted(scale.areas))}"
        yield Note(row.file, row.number, "area", words)
    if row["score"] is not None and not scale.low <= row["score"] <= scale.high:
        words = f"{row['score']} is outside the scale of this tool: {scale.low} to {scale.high}"
        yield Note(row.file, row.number, "score", words)


def _repeats(checked: Checked) -> Iterator[Note]:
    for rows in checked.rows.values():
        seen: dict[str, Row] = {}
        for row in rows:
            if row.table.key or row.stopped:
                continue
            before = seen.setdefault(row.key, row)
            if before is not row:
                row.repeats = True
                words = f"the same as record {before.number}: imported once"
                yield finding(row.file, row.number, row.table.first, words)
