"""The tour of the README: three sign-ins, ten clicks, through the demonstration.

With `BATON_WRITE_PICTURES=1` the pictures of the README are taken on the way.
"""

import os
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from baton.demo.loading.partners import PASSWORD
from baton.demo.rules.partners import DOMAIN
from tests.journeys.support.browser import opened
from tests.journeys.support.sending import send

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
WRITES_PICTURES = os.environ.get("BATON_WRITE_PICTURES") == "1"
FAMILIES = 3000 if WRITES_PICTURES else 60
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def demonstration(live_site: str) -> str:
    """Load the demonstration, a small one unless it is to be pictured, and give the address of its site."""
    call_command("load_demonstration", f"--families={FAMILIES}", stdout=StringIO())
    return live_site


def sign_in(page: Page, site: str, name: str) -> None:
    """Sign in as the README says: from the front page, with the address and the password that are printed."""
    assert f"**`{name}@{DOMAIN}`**" in README
    page.goto(site)
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_label("Work e-mail address").fill(f"{name}@{DOMAIN}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    send(page, page.get_by_role("button", name="Sign in"))


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(words))


def picture(page: Page, name: str) -> None:
    if WRITES_PICTURES:
        PICTURES.mkdir(exist_ok=True)
        page.wait_for_load_state()
        page.screenshot(path=PICTURES / f"{name}.png")


def front_door(page: Page, site: str) -> int:
    sign_in(page, site, "screener")
    page.get_by_role("link", name="Enquiries", exact=True).click()
    heading(page, "enquiries")
    picture(page, "board")
    page.locator(".baton-card__link").first.click()
    heading(page, "Enquiry E-")
    send(page, page.get_by_role("button", name="Claim"))
    expect(page.get_by_role("button", name="Decide", exact=True)).to_be_visible()
    page.get_by_role("link", name="Look who they could be").click()
    heading(page, "Who are they")
    return 4


def lead_practitioner(page: Page, site: str) -> int:
    sign_in(page, site, "practitioner")
    heading(page, "My work")
    picture(page, "my-work")
    page.locator("main .govuk-button").first.click()
    expect(page.locator(".baton-identity")).to_be_visible()
    page.get_by_role("link", name="Cases", exact=True).click()
    page.get_by_role("row").filter(has_text="Hold the next meeting").first.get_by_role("link").click()
    page.get_by_role("link", name=re.compile("^Plan( next)?$")).click()
    heading(page, "lan")
    picture(page, "plan")
    return 4


def analyst(page: Page, site: str) -> int:
    sign_in(page, site, "analyst")
    page.get_by_role("link", name="Figures", exact=True).click()
    heading(page, "Highlight report")
    picture(page, "figures")
    page.locator("main td a").first.click()
    expect(page.locator("main table")).to_be_visible()
    return 2


WALKS: list[Callable[[Page, str], int]] = [front_door, lead_practitioner, analyst]


def test_three_sign_ins_and_ten_clicks(browser: Browser, demonstration: str) -> None:
    clicks = 0
    for walk in WALKS:
        with opened(browser) as page:
            clicks += walk(page, demonstration)

    assert clicks == 10


def test_the_pictures_of_the_readme_are_there() -> None:
    shown = re.findall(r"\]\((docs/pictures/[a-z-]+\.png)\)", README)

    assert len(shown) == 4
    assert all((ROOT / path).exists() for path in shown)
