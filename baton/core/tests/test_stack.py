"""Room for Python's own stack."""

import resource

import pytest

from baton.core.stack import roomy

DEPTHS = range(300)
"""Frames below the loop: enough of them that a chunk of the stack ends among them."""

LOOPS = 300


def leaf(number: int) -> int:
    return number


def between(number: int) -> int:
    return leaf(number) + leaf(number)


def faults_at(depth: int) -> int:
    """Loop at this depth and return for how many pages the system had to be asked meanwhile."""
    if depth:
        return faults_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for number in range(LOOPS):
        between(number)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_no_loop_asks_the_system_for_its_stack_again_and_again() -> None:
    assert max(roomy(faults_at)(depth) for depth in DEPTHS) < LOOPS / 2


def test_arguments_answers_and_errors_pass_through() -> None:
    assert roomy(divmod)(7, 2) == (3, 1)
    assert roomy(sorted)([1, 2], reverse=True) == [2, 1]
    with pytest.raises(ZeroDivisionError):
        roomy(divmod)(7, 0)
