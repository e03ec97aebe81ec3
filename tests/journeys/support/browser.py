"""A headless Chromium: the one that BATON_CHROMIUM names, else the system's."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect, sync_playwright

from config.run import capabilities

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Each page brings its scripts afresh: what would be optimised of them is thrown away before it has paid.
    "--js-flags=--no-opt,--no-maglev",
]
DESKTOP = {"width": 1200, "height": 900}
PHONE = {"width": 320, "height": 640}
PATIENCE = 30_000
"""Milliseconds until a page counts as lost: a shared machine may be slow for a moment."""

expect.set_options(timeout=PATIENCE / 2)


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


def executable() -> str:
    """Give the path of Chromium. Raises `NoBrowser`, which names the package to install."""
    found = capabilities.browser()
    if found is None:
        raise NoBrowser("Install Chromium (Debian: apt install chromium), or name yours in BATON_CHROMIUM")
    return found


@contextmanager
def running() -> Iterator[Browser]:
    """Run the browser until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    browser: Browser, *, javascript: bool = True, viewport: dict[str, int] | None = None
) -> Iterator[Page]:
    """Open a page with cookies of its own.

    Fails at the end where a script broke or the security policy refused anything.
    """
    context = browser.new_context(
        viewport=viewport or DESKTOP,
        java_script_enabled=javascript,
        locale="en-GB",
        timezone_id="Europe/London",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
    page.on(
        "console", lambda message: "Content Security Policy" in message.text and trouble.append(message.text)
    )
    try:
        yield page
    finally:
        context.close()
    assert not trouble, "\n".join(trouble)
