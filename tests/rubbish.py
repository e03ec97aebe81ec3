"""Python looks for rubbish seldom in a test run: a test leaves little that goes round in circles.

Every page makes thousands of short-lived objects, and Python would look through the young ones at every 700th: an
eighth of what a process of the run works.
"""

from __future__ import annotations

import gc

import pytest

YOUNG, MIDDLE, OLD = 20_000, 20, 20
"""New objects until Python looks through them, and how often it does so until it looks through the older ones."""


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave out of every later search what stays to the end of the run: the modules and the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
