"""How Baton stands against OWASP ASVS 5.0.0, levels 1 and 2, as the files of `tests/attack/asvs` say."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings

from baton.core.reference import Page

INTRODUCTION = """# ASVS 5.0, levels 1 and 2

Each requirement of the Application Security Verification Standard of OWASP, version 5.0.0, and what shows that Baton
meets it. The numbers are the standard's, the words are ours: read the standard for what exactly it asks. Written from
`tests/attack/asvs` by `./run manage document_asvs`; a test says that this page is current, that no requirement is left
out, and that each test and document it names is there.
"""

HEAD = """| | level | | how it stands | shown by |
| --- | --- | --- | --- | --- |"""


class State(StrEnum):
    """How a requirement stands."""

    HELD = "held"
    CONFIGURED = "configured"
    WRITTEN = "written"
    OPERATOR = "operator"
    NOT_APPLICABLE = "not_applicable"
    OPEN = "open"


MEANINGS = {
    State.HELD: "the named tests fail where it does not hold",
    State.CONFIGURED: "by the settings of production, which the named tests or documents show",
    State.WRITTEN: "the standard asks that it be written down, and the named documents say it",
    State.OPERATOR: "whoever runs an installation sees to it, as the named document says",
    State.NOT_APPLICABLE: "Baton has nothing it could be about",
    State.OPEN: "not met, or nothing proves it",
}


def said(state: State) -> str:
    """Return a state in words."""
    return state.value.replace("_", " ")


@dataclass(frozen=True)
class Requirement:
    """One requirement: its number and level, our words for it, how it stands, and what shows that."""

    number: str
    level: int
    says: str
    state: State
    tests: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    because: str = ""

    def row(self) -> str:
        """Return its line of the table."""
        shown = [f"`{test}`" for test in self.tests]
        shown += [f"[{Path(name).name}]({_from_the_page(name)})" for name in self.documents]
        stands = said(self.state) + (f": {self.because}" if self.because else "")
        return f"| {self.number} | {self.level} | {self.says} | {stands} | {'<br>'.join(shown)} |"


@dataclass(frozen=True)
class Chapter:
    """One chapter of the standard with its requirements of both levels, in their order."""

    number: int
    title: str
    requirements: tuple[Requirement, ...]


def folder() -> Path:
    """Return where the files lie, one for each chapter."""
    return Path(settings.ROOT) / "tests" / "attack" / "asvs"


def chapters() -> Iterator[Chapter]:
    """Read the chapters in their order. Raises `TypeError` or `ValueError` where a file says what nobody knows."""
    for path in sorted(folder().glob("*.toml")):
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
        found = tuple(_requirement(number, **values) for number, values in kept["requirements"].items())
        yield Chapter(kept["chapter"], kept["title"], found)


def page() -> Page:
    """Return the page: the counts by state, then a table for each chapter."""
    read = list(chapters())
    every = [one for chapter in read for one in chapter.requirements]
    sections = [INTRODUCTION, counts(every), open_ones(every)]
    for chapter in read:
        rows = "\n".join(one.row() for one in chapter.requirements)
        sections.append(f"## {chapter.number}. {chapter.title}\n\n{HEAD}\n{rows}\n")
    return Page("asvs.md", "\n".join(sections))


def counts(requirements: list[Requirement]) -> str:
    """Return how many of each level stand in each state, with what the state means."""
    numbers = Counter((one.state, one.level) for one in requirements)
    lines = ["| state | level 1 | level 2 | both | means |", "| --- | --: | --: | --: | --- |"]
    for state, meaning in MEANINGS.items():
        first, second = numbers[state, 1], numbers[state, 2]
        lines.append(f"| {said(state)} | {first} | {second} | {first + second} | {meaning} |")
    first, second = (sum(one.level == level for one in requirements) for level in (1, 2))
    lines.append(f"| all | {first} | {second} | {first + second} | |")
    return "\n".join(lines) + "\n"


def open_ones(requirements: list[Requirement]) -> str:
    """Return what is open, with what is missing."""
    rows = [
        f"| {one.number} | {one.level} | {one.says} | {one.because} |"
        for one in requirements
        if one.state == State.OPEN
    ]
    head = "| | level | what the standard asks | what is missing |\n| --- | --- | --- | --- |"
    return "\n".join(["## Open\n", head, *rows]) + "\n"


def _requirement(number: str, *, state: str, **values: Any) -> Requirement:
    tests, documents = (tuple(values.pop(name, ())) for name in ("tests", "documents"))
    return Requirement(number=number, state=State(state), tests=tests, documents=documents, **values)


def _from_the_page(name: str) -> str:
    """Return the way from the folder of the page to a document of the repository."""
    return f"../{name.removeprefix('docs/')}" if name.startswith("docs/") else f"../../{name}"
