"""Going about the site as people do: in by the front page, on by what a page offers, never by a typed address."""

import os
import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from baton.partnership.models import Practitioner
from tests.journeys.support.sending import send
from tests.journeys.support.sign_in import sign_in

SHOTS = os.environ.get("BATON_SHOTS", "")


def comes_in(page: Page, site: str, who: Practitioner) -> None:
    """Sign somebody in and let them go from the front page to their work."""
    sign_in(page, site, who)
    page.goto(site)
    send(page, page.get_by_role("link", name="Go to my work"))
    says(page, "My work")


def comes_in_from_the_street(page: Page, site: str) -> None:
    """Open the front page as somebody without an account."""
    page.context.clear_cookies()
    page.goto(site)


def goes_to(page: Page, entry: str) -> None:
    """Follow an entry of the navigation at the top."""
    send(
        page,
        page.get_by_role("banner")
        .or_(page.locator("header, nav"))
        .get_by_role("link", name=entry, exact=True)
        .first,
    )


def turns_to(page: Page, step: str) -> None:
    """Follow a step of the case's own navigation."""
    send(page, page.locator(".baton-subnav").get_by_role("link", name=re.compile(f"^{step}")))


def follows(page: Page, words: str) -> None:
    """Follow the first link of the page that begins with these words, also one that looks like a button."""
    send(page, inside(page).locator("a", has_text=re.compile(f"^\\s*{re.escape(words)}")).first)


def presses(page: Page, words: str) -> None:
    """Press a button that submits, and wait for the answer; who hears it may be told more after a colon."""
    send(page, inside(page).get_by_role("button", name=re.compile(f"^{re.escape(words)}\\s*(:|$)")))


def goes_on(page: Page, words: str) -> None:
    """Do what the case says is next."""
    send(page, page.get_by_role("region", name="Next step").get_by_role("link", name=words))


def says(page: Page, *words: str) -> None:
    """Read what the page says."""
    for one in words:
        expect(inside(page)).to_contain_text(one)


def says_nothing_of(page: Page, *words: str) -> None:
    """Find that the page does not say something."""
    for one in words:
        expect(inside(page)).not_to_contain_text(one)


def question(page: Page, words: str) -> Locator:
    """Find the question that begins with these words."""
    return inside(page).get_by_role("group", name=re.compile(f"^{re.escape(words)}")).first


def answers(page: Page, words: str, answer: str) -> None:
    """Choose an answer to a question."""
    question(page, words).get_by_label(answer, exact=True).check()


def writes(page: Page, label: str, words: str) -> None:
    """Fill the field whose label begins with these words."""
    inside(page).get_by_label(re.compile(f"^\\s*{re.escape(label)}")).locator("visible=true").first.fill(
        words
    )


def writes_the_day(page: Page, words: str, day: date) -> None:
    """Fill the three inputs of a date."""
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        question(page, words).get_by_label(label, exact=True).fill(str(number))


def inside(page: Page) -> Locator:
    """Find what stands between the head and the foot of the page."""
    return page.get_by_role("main")


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page, where BATON_SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
