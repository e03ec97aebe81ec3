"""From the records of a file to rows: values by column, a key, and what is wrong with single cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from baton.integrations.rules.legacy.ground import Ground
from baton.integrations.rules.legacy.notes import Note
from baton.integrations.rules.legacy.reading import ReadFile, Record
from baton.integrations.rules.legacy.tables import Column, Kind, Table
from baton.integrations.rules.legacy.values import NotAValue, cell_fault, value_of

MARK = 8
"""Bytes that stand for the text of one cell: enough to see that it changed, too few to tell what it was (ours)."""

BETWEEN_KEYS = "\x1f"


@dataclass(slots=True)
class Row:
    """One record with its values; columns that are empty, or cannot be read, are not among them.

    `key` is empty where a part of it is missing. `marks` tell whether a column changed since it was imported.
    """

    table: Table
    number: int
    raw: str
    values: dict[str, Any] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    key: str = ""
    marks: bytes = b""
    stopped: bool = False
    repeats: bool = False

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.table.file

    def empty(self, column: str) -> bool:
        """Say whether a cell is empty, rather than impossible to read."""
        return column not in self.values and column not in self.unread

    def text(self, column: str) -> str:
        """Return the text of a column, empty where there is none."""
        return self.values.get(column) or ""


def rows_of(read: ReadFile, ground: Ground) -> Iterator[tuple[Row, list[Note]]]:
    """Return each row of a file with what is wrong with its cells. An unsound header stops all of them."""
    columns = [
        read.table.by_name.get(name) if name not in read.header[:position] else None
        for position, name in enumerate(read.header)
    ]
    for record in read.records:
        row, notes = _row(read, columns, record, ground)
        row.stopped = bool(notes) or not read.sound_header
        yield row, notes


def _row(
    read: ReadFile, columns: list[Column | None], record: Record, ground: Ground
) -> tuple[Row, list[Note]]:
    table = read.table
    row = Row(table, record.number, record.raw)
    if record.wrong:
        return row, [Note(table.file, record.number, table.first, record.wrong)]
    notes = _length_notes(read, record)
    texts: dict[str, str] = {}
    for column, text in zip(columns, record.cells, strict=False):
        if column is None or not text or text.isspace():
            continue
        if column.kind in (Kind.TEXT, Kind.KEY):
            text = text.strip()
        texts[column.name] = text
        try:
            row.values[column.name] = _value(column, text, ground)
        except NotAValue as wrong:
            row.unread.add(column.name)
            notes.append(Note(table.file, record.number, column.name, str(wrong)))
    notes += [
        Note(table.file, record.number, name, "this key is missing")
        for name in table.required
        if name not in texts and name in read.header
    ]
    row.key, row.marks = _identity(table, row, texts)
    return row, notes


def _value(column: Column, text: str, ground: Ground) -> Any:
    wrong = cell_fault(text)
    if wrong:
        raise NotAValue(wrong)
    return value_of(column, text, ground.zone)


def _length_notes(read: ReadFile, record: Record) -> list[Note]:
    given, wanted = len(record.cells), len(read.header)
    if given == wanted:
        return []
    column = read.header[given] if given < wanted else str(wanted + 1)
    words = f"the row has {given} cells, the header {wanted}. Look at its commas and quotation marks"
    return [Note(read.table.file, record.number, column, words)]


def _identity(table: Table, row: Row, texts: dict[str, str]) -> tuple[str, bytes]:
    if not table.key:
        return whole_key(table, texts), b""
    if not all(name in row.values for name in table.key):
        return "", b""
    key = BETWEEN_KEYS.join(row.values[name] for name in table.key)
    return key, marks(table, key, texts)


def whole_key(table: Table, texts: dict[str, str]) -> str:
    """Return the key of a row that has no id of its own: all it says."""
    told = blake2b(digest_size=20)
    for column in table.columns:
        told.update(_bytes(texts.get(column.name, "")) + b"\x1f")
    return told.hexdigest()


def marks(table: Table, key: str, texts: dict[str, str]) -> bytes:
    """Return what stands for the text of each column under a key, in the order of the table.

    Salted with the key, so that equal texts of two records do not look alike.
    """
    salt = blake2b(_bytes(key), digest_size=32).digest()
    empty = bytes(MARK)
    return b"".join(
        blake2b(_bytes(texts[column.name]), digest_size=MARK, key=salt).digest()
        if column.name in texts
        else empty
        for column in table.columns
    )


def changed(table: Table, before: bytes, now: bytes) -> list[str]:
    """Return the columns whose text is not what was imported."""
    return [
        column.name
        for place, column in enumerate(table.columns)
        if before[place * MARK : (place + 1) * MARK] != now[place * MARK : (place + 1) * MARK]
    ]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogateescape")
