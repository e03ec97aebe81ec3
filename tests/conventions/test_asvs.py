"""The standard is mapped whole, and what the map names is there."""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from baton.core.reference import asvs
from baton.core.reference.asvs import Requirement, State
from config.run.home import ROOT

NUMBERS = {
    1: """1.2:1-5 1.3:1-2 1.5:1 2.1:1 2.2:1-2 2.3:1 3.2:1-2 3.3:1 3.4:1-2 3.5:1-3 4.1:1 4.4:1 5.2:1-2 5.3:1-2 6.1:1
        6.2:1-8 6.3:1-2 6.4:1-2 7.2:1-4 7.4:1-2 8.1:1 8.2:1-2 8.3:1 9.1:1-3 9.2:1 10.4:1-5 11.3:1-2 11.4:1 12.1:1
        12.2:1-2 13.4:1 14.2:1 14.3:1 15.1:1 15.2:1 15.3:1""",
    2: """1.1:1-2 1.2:6-9 1.3:3-11 1.4:1-3 1.5:2 2.1:2-3 2.2:3 2.3:2-4 2.4:1 3.3:2-4 3.4:3-6 3.5:4-5 3.7:1-2 4.1:2-3
        4.2:1 4.3:1-2 4.4:2-4 5.1:1 5.2:3 5.4:1-3 6.1:2-3 6.2:9-12 6.3:3-4 6.4:3-4 6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3
        7.3:1-2 7.4:3-5 7.5:1-2 7.6:1-2 8.1:2 8.2:3 8.4:1 9.2:2-4 10.1:1-2 10.2:1-2 10.3:1-4 10.4:6-11 10.5:1-5
        10.6:1-2 10.7:1-3 11.1:1-2 11.2:1-3 11.3:3 11.4:2-4 11.5:1 11.6:1 12.1:2-3 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2
        13.4:2-5 14.1:1-2 14.2:2-4 14.3:2-3 15.1:2-3 15.2:2-3 15.3:2-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3
        17.1:1 17.2:1-4 17.3:1-2""",
}
"""The requirements of ASVS 5.0.0 by level: 70 of the first, 183 of the second. `6.2:1-8` is 6.2.1 to 6.2.8."""

CHAPTERS = list(asvs.chapters())
ALL = [one for chapter in CHAPTERS for one in chapter.requirements]


def numbers(level: int) -> Iterator[str]:
    for section in NUMBERS[level].split():
        head, _, runs = section.partition(":")
        for run in runs.split(","):
            first, _, last = run.partition("-")
            yield from (f"{head}.{number}" for number in range(int(first), int(last or first) + 1))


@cache
def named_in(path: str) -> frozenset[str]:
    """The tests of a file, read and not run."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    return (ROOT / path).is_file() and name in named_in(path)


def says_what_it_must(one: Requirement) -> bool:
    """What holds is shown, what an installation does is written down, and what is not so says why."""
    match one.state:
        case State.HELD:
            return bool(one.tests)
        case State.CONFIGURED:
            return bool(one.tests or one.documents)
        case State.WRITTEN | State.OPERATOR:
            return bool(one.documents)
    return bool(one.because) and not one.tests


@pytest.mark.parametrize(("level", "many"), [(1, 70), (2, 183)])
def test_every_requirement_of_both_levels_stands_once(level: int, many: int) -> None:
    assert sorted(one.number for one in ALL if one.level == level) == sorted(numbers(level))
    assert len(list(numbers(level))) == many


def test_each_stands_in_its_chapter_and_in_order() -> None:
    for chapter in CHAPTERS:
        found = [tuple(map(int, one.number.split("."))) for one in chapter.requirements]

        assert {number[0] for number in found} == {chapter.number}
        assert found == sorted(found)


def test_what_shows_it_is_there() -> None:
    assert [test for one in ALL for test in one.tests if not is_there(test)] == []
    assert [name for one in ALL for name in one.documents if not (ROOT / name).is_file()] == []


def test_a_test_that_is_gone_is_found() -> None:
    assert not is_there("tests/conventions/test_asvs.py::test_gone")
    assert not is_there("tests/conventions/test_gone.py::test_what_shows_it_is_there")


def test_each_says_what_its_state_asks() -> None:
    assert [one.number for one in ALL if not says_what_it_must(one)] == []
    assert [one.number for one in ALL if not one.says or len(one.says) > 120] == []
