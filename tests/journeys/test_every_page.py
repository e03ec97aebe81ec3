"""Every page of the site in its states: accessible on a desk and at 320 px, and its forms lose nothing that was typed.

What is to be seen stands in `scenes`; an address that no scene shows is opened in the world of the permission matrix
by the first who may. A new address joins by itself, and one that nobody could open, or a page template that was never
shown, fails with its name.
"""

from typing import Any

import pytest
import time_machine
from django.urls import resolve
from playwright.sync_api import Page

from baton.casework import urls_case
from baton.casework.tests.factories import NOW
from baton.core import installation
from tests.journeys.scenes.scene import Look
from tests.journeys.scenes.whole import Site, build_site, find
from tests.journeys.support import forgetting, templates
from tests.journeys.support.sweep import Sweep

pytestmark = pytest.mark.browser

OF_CASES = {pattern.name for pattern in urls_case.urlpatterns}
CASES = (
    *("agreement", "assessment", "case", "document", "information", "lead", "pause", "proposal", "register"),
    *("unled", "several", "holiday", "caseload", "waiting"),
)
PARTS = {
    "door": ("frontdoor/", "portal/", "notices/"),
    "case": tuple(f"casework/{folder}/" for folder in CASES),
    "plan": ("casework/",),
    "people": ("people/", "desk/"),
    "rest": ("",),
}
"""Parts that several processes can share, and the folders of their templates; a template is the first one's it fits."""

DEMONSTRATED = "door"
"""The part that is shown as the demonstration has it: with its band, and its messages with what they say."""

OWN_JOURNEY = ("account/", "mfa/", "ui/")
"""Folders of pages that `test_account_pages`, `gallery` and `test_refusals` show."""
OWN_JOURNEY_NAMES = ("account_", "mfa_", "ui_", "theme")


def part_of(name: str, app: str) -> str:
    """Tell which part an address belongs to."""
    if app == "casework":
        return "case" if name in OF_CASES else "plan"
    return next((part for part, folders in PARTS.items() if f"{app}/" in folders), "rest")


def pages_of(part: str) -> set[str]:
    """Give the page templates that a part has to show."""
    mine: dict[str, set[str]] = {each: set() for each in PARTS}
    for template in templates.pages():
        if not template.startswith(OWN_JOURNEY):
            first = next(each for each, folders in PARTS.items() if template.startswith(folders))
            mine[first].add(template)
    return mine[part]


def looks_of(part: str, site: Site) -> tuple[list[Look], list[str]]:
    """Give what there is to see in a part, and the names of the addresses that nobody could open."""
    looks = [look for look in site.looks() if part_of(look.name, app_of(look.url)) == part]
    unopened = []
    for name in site.others():
        if not name.startswith(OWN_JOURNEY_NAMES) and part_of(name, site.app(name)) == part:
            found = find(site, name)
            if found.look:
                looks.append(found.look)
            elif not found.is_deed:
                unopened.append(f"{name}: {sorted(found.statuses)}")
    return looks, unopened


def app_of(url: str) -> str:
    return resolve(url.split("?")[0]).func.__module__.split(".")[1]


@pytest.fixture
def forgetful(settings: Any) -> None:
    settings.MIDDLEWARE = [forgetting.PATH, *settings.MIDDLEWARE]


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_accessible_and_loses_nothing(
    forgetful: None, live_site: str, page: Page, part: str
) -> None:
    with time_machine.travel(NOW, tick=True), templates.shown() as shown:
        if part == DEMONSTRATED:
            installation.mark(installation.Kind.DEMONSTRATION, at=NOW)
        looks, unopened = looks_of(part, build_site())
        assert not unopened, "Nobody could open these: give them a scene"
        sweep = Sweep(page, live_site)

        sweep.walk(looks)

    assert not sweep.findings, "\n\n".join(sweep.findings)
    assert pages_of(part) <= shown, f"Never shown: {sorted(pages_of(part) - shown)}"
