"""From the bytes of a file to records: numbered, each with the very text it came from."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from baton.integrations.rules.legacy.notes import Note, quoted
from baton.integrations.rules.legacy.tables import Table

LONGEST_CELL = 16_000_000
"""Characters of one cell that the reader takes in; longer ones mean a quotation mark that is never closed (ours)."""

OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(slots=True)
class Record:
    """One record: its number with the header as 1, its cells, the text it came from, or why it cannot be read."""

    number: int
    cells: list[str]
    raw: str
    wrong: str = ""


@dataclass(slots=True)
class ReadFile:
    """A file taken apart. `header` is empty where the file cannot be read at all."""

    table: Table
    header: list[str] = field(default_factory=list)
    header_raw: str = ""
    records: list[Record] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def sound_header(self) -> bool:
        """Whether the columns are those of the contract, each once, with every key."""
        return not self.notes


class _Tape:
    """The lines of a text, remembered until the record made of them is complete."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken.append(line)
            yield line

    def take(self) -> str:
        """Return what was read since the last time."""
        raw, self.taken = "".join(self.taken), []
        return raw


def read(table: Table, content: bytes) -> ReadFile:
    """Take the bytes of a file apart. Bytes that are not UTF-8 stay in their cells as lone surrogates.

    Blank lines hold no record and are not counted.
    """
    found = ReadFile(table)
    if content.startswith(OTHER_ENCODINGS):
        found.notes.append(Note(table.file, 1, table.first, "not UTF-8 but UTF-16: save it as CSV UTF-8"))
        return found
    records = _records(content.decode("utf-8-sig", errors="surrogateescape"))
    header = next(records, None)
    if header is None:
        found.notes.append(Note(table.file, 1, table.first, "the file is empty: a header row is missing"))
        return found
    found.header, found.header_raw = [cell.strip() for cell in header.cells], header.raw
    found.notes += _header_notes(table, found.header, header.wrong)
    found.records = list(records)
    return found


def _records(text: str) -> Iterator[Record]:
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        tape = _Tape(text)
        cells_of = csv.reader(tape, strict=True)
        number = 1
        while (record := _next(cells_of, tape, number)) is not None:
            if record.cells or record.wrong:
                yield record
                number += 1
    finally:
        csv.field_size_limit(limit)


def _next(cells_of: Iterator[list[str]], tape: _Tape, number: int) -> Record | None:
    try:
        cells = next(cells_of)
    except StopIteration:
        return None
    except csv.Error as error:
        return Record(
            number, [], tape.take(), f"the row cannot be read: {error}. Look at its quotation marks"
        )
    return Record(number, cells, tape.take())


def _header_notes(table: Table, header: list[str], wrong: str) -> list[Note]:
    if wrong:
        return [Note(table.file, 1, table.first, wrong)]
    notes = []
    for position, name in enumerate(header):
        if name not in table.by_name:
            shown = _shown(name, position)
            notes.append(Note(table.file, 1, shown, f"{quoted(name)} is not a column of {table.file}"))
        elif name in header[:position]:
            notes.append(Note(table.file, 1, name, "the column stands twice in the header"))
    notes += [
        Note(table.file, 1, name, "this key column is missing")
        for name in table.required
        if name not in header
    ]
    return notes


def _shown(name: str, position: int) -> str:
    """Return the name of a column for a remark: its position where the name cannot be printed on a line."""
    return name if name.isprintable() and name and ":" not in name else str(position + 1)
