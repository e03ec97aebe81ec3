"""A test run looks for rubbish as seldom as the server of the pages does (`baton/core/rubbish.py`)."""

from __future__ import annotations

import pytest

from baton.core.rubbish import look_seldom


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave out of every later search the modules and the tests, which stay to the end of the run."""
    look_seldom()
