"""A test run looks for rubbish seldom (`tests/rubbish.py`), and still finds it."""

import gc
import weakref

from baton.core.rubbish import YOUNG


class Circle:
    def __init__(self) -> None:
        self.own = self


def test_what_stays_is_left_out_and_the_young_are_looked_through_seldom() -> None:
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] == YOUNG


def test_what_goes_round_in_a_circle_is_still_found() -> None:
    seen = weakref.ref(Circle())

    gc.collect()

    assert seen() is None
