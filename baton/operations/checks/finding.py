"""What one look at an installation found: one line, with what to do where something does not hold."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How a finding stands: it holds, somebody should look, it does not hold."""

    HOLDS = "ok"
    LOOK = "look"
    FAULT = "FAULT"


@dataclass(frozen=True)
class Finding:
    """One thing that an installation needs, how it stands, and what to do about it. No name of a person."""

    what: str
    state: State
    words: str
    remedy: str = ""

    def as_line(self) -> str:
        """Return it as one line for people."""
        line = f"{self.state.value:<5} {self.what}: {self.words}"
        return f"{line} → {self.remedy}" if self.remedy else line

    def as_json(self) -> dict[str, Any]:
        """Return it as `doctor --json` prints it."""
        return asdict(self) | {"state": self.state.name.lower()}


Check = Callable[[], Iterator[Finding]]


def holds(what: str, words: str) -> Finding:
    """Return a finding that is as it should be."""
    return Finding(what, State.HOLDS, words)


def look(what: str, words: str, remedy: str) -> Finding:
    """Return a finding that somebody should look at; the installation may serve."""
    return Finding(what, State.LOOK, words, remedy)


def fault(what: str, words: str, remedy: str) -> Finding:
    """Return a finding that must be put right."""
    return Finding(what, State.FAULT, words, remedy)


def graver(what: str, words: str, remedy: str, *, is_production: bool) -> Finding:
    """Return a finding that is a fault where real people are served, and worth a look elsewhere."""
    return (fault if is_production else look)(what, words, remedy)


def listed(names: list[str], most: int = 5) -> str:
    """Return the first names and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
