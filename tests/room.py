"""Every test runs with room on Python's stack (`baton.core.stack`): its fixtures, its own lines, what it calls."""

from __future__ import annotations

import pytest

from baton.core.stack import roomy


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Do what pytest's own runner does, above one frame that has asked for the room."""
    runner = item.config.pluginmanager.get_plugin("runner")
    done: bool = roomy(runner.pytest_runtest_protocol)(item, nextitem)
    return done
