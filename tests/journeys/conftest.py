"""The browser for journeys: one for each file of journeys, a fresh page with its own cookies for each test."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.support import browser as support


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run one Chromium for the journeys of one file.

    Playwright keeps an event loop in this thread as long as it runs: the tests still reach the database from it, one
    after the other, and tests that need a loop of their own find none once the file is done.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with support.running() as running:
            yield running
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_site: str) -> Iterator[Page]:
    """Open a page as a newcomer. It closes before the site does, so that nobody holds on to the site's database."""
    with support.opened(browser) as opened:
        yield opened


@pytest.fixture
def other_page(browser: Browser, live_site: str) -> Iterator[Page]:
    """Open a page as somebody else, for what two people do at once."""
    with support.opened(browser) as opened:
        yield opened


@pytest.fixture
def plain_page(browser: Browser, live_site: str) -> Iterator[Page]:
    """Open a page as somebody without JavaScript."""
    with support.opened(browser, javascript=False) as opened:
        yield opened
