"""Sending a form and waiting for the page that answers, so that nothing is asked of the page one is leaving."""

from playwright.sync_api import Locator, Page


def send(page: Page, button: Locator) -> None:
    """Press `button` and return once the answer has arrived whole, its style sheet included."""
    with page.expect_navigation():
        button.click()
