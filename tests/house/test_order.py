"""What each process of a run begins with."""

from types import SimpleNamespace
from typing import Any

from tests.order import HERE, shares


def item(where: str, name: str) -> Any:
    return SimpleNamespace(path=HERE.parent / where, nodeid=f"{where}::{name}")


def test_the_walks_begin_and_everybody_has_as_many_tests() -> None:
    items = [
        item("baton/people/tests/test_a.py", "a1"),
        item("tests/matrix/test_matrix.py", "screener"),
        item("tests/matrix/test_matrix.py", "manager"),
        item("baton/people/tests/test_b.py", "b1"),
        item("tests/journeys/test_story.py", "up"),
        item("tests/journeys/test_story.py", "down"),
        item("baton/people/tests/test_b.py", "b2"),
    ]

    first, second = ([each.nodeid.partition("::")[2] for each in share] for share in shares(items, 2))

    assert first == ["screener", "up", "down"]
    assert second == ["manager", "a1", "b1", "b2"]


def test_more_walks_than_a_fair_share_leave_none_out() -> None:
    items = [item("tests/journeys/test_story.py", str(number)) for number in range(5)]

    assert [len(share) for share in shares(items, 2)] == [5, 0]
    assert shares(items, 1) == [items]
