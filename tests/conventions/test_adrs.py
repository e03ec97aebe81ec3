"""Decisions are numbered one after the other, so that a number names one of them."""

import re
from pathlib import Path

ADRS = Path(__file__).resolve().parents[2] / "docs" / "adr"
NAME = re.compile(r"(\d{4})-[a-z0-9-]+\.md")
TITLE = re.compile(r"# (\d+)\. \S.*")


def test_decisions_are_numbered_in_sequence_and_say_their_number() -> None:
    names = sorted(path.name for path in ADRS.iterdir())

    said = [TITLE.fullmatch((ADRS / name).read_text(encoding="utf-8").splitlines()[0]) for name in names]

    assert all(NAME.fullmatch(name) for name in names), names
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert [int(title[1]) if title else None for title in said] == list(range(1, len(names) + 1))
