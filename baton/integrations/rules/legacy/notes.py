"""What is wrong with a file, said by file, record and column."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """Whether a remark keeps its row out, or is only listed."""

    FAULT = "fault"
    FINDING = "finding"


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One remark about one cell. Records are numbered with the header as 1."""

    file: str
    number: int
    column: str
    words: str
    weight: Weight = Weight.FAULT

    def __str__(self) -> str:
        return f"{self.file}:{self.number}:{self.column}: {self.weight}: {self.words}"

    @property
    def is_fault(self) -> bool:
        """Whether it stops its row."""
        return self.weight is Weight.FAULT


def finding(file: str, number: int, column: str, words: str) -> Note:
    """Return a remark that is listed and stops nothing."""
    return Note(file, number, column, words, Weight.FINDING)


def quoted(text: str, longest: int = 60) -> str:
    """Return text from a file as it may be printed: one line, nothing unprintable, not too long."""
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    return ascii(shown) if not shown.isprintable() else f"“{shown}”"
