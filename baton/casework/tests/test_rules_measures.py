"""Measures in a case: what is owed at closure, which stage comes next."""

from uuid import UUID

from baton.casework.rules.measures import Owed, Taken, next_stage, owed_at_closure
from baton.outcomes.rules.travelled import Stage

ANNA, BEN = UUID(int=1), UUID(int=2)


def test_what_was_measured_is_owed_until_it_is_measured_at_closure():
    taken = [
        Taken(BEN, "scaling", "safety", Stage.INITIAL),
        Taken(ANNA, "scaling", "safety", Stage.INITIAL),
        Taken(ANNA, "level", "level", Stage.REVIEW),
        Taken(ANNA, "scaling", "safety", Stage.CLOSURE),
    ]

    assert owed_at_closure(taken) == (Owed(ANNA, "level"), Owed(BEN, "scaling"))


def test_nothing_measured_owes_nothing():
    assert owed_at_closure([]) == ()


def test_the_first_reading_is_the_start_and_later_ones_are_reviews():
    taken = [Taken(ANNA, "scaling", "safety", Stage.INITIAL)]

    assert next_stage([], closing=False) is Stage.INITIAL
    assert next_stage(taken, closing=False) is Stage.REVIEW
    assert next_stage(taken, closing=True) is Stage.CLOSURE
