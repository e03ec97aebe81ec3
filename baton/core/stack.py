"""Room for Python's own stack, all at once.

CPython keeps the frames of a thread in chunks of 16 KiB, and older versions ask the system for each anew: whoever
loops at a depth where a chunk ends maps and unmaps memory at every call (python/cpython issue 142183). A page of ours
lies at such depths; a fifth of its time went there.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

Taken = ParamSpec("Taken")
Given = TypeVar("Given")

WORDS = 70_000
"""Words that the first frame asks for: a chunk is a power of two, so that as much again, nearly half a megabyte, is left
for the frames above it. Memory that no frame reaches is never touched."""


def roomy(call: Callable[Taken, Given]) -> Callable[Taken, Given]:
    """Return `call` with room for all that it calls in one chunk: same arguments, answer and errors."""

    def with_room(*args: Taken.args, **kwargs: Taken.kwargs) -> Given:
        return call(*args, **kwargs)

    with_room.__code__ = with_room.__code__.replace(co_stacksize=WORDS)
    return with_room
