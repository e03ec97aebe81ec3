"""Every field and component, in every state, for everybody."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.support.accessible import check_accessible, check_at_320
from tests.journeys.support.sending import send

pytestmark = pytest.mark.browser

STATES = ["state=empty", "state=filled", "state=wrong", "state=long", "state=wrong&layout=public"]
LISTS = [("locality=n&locality=s&sort=-enquiries&page=2", "Family"), ("state=empty", "nobody")]


@pytest.mark.parametrize("query", STATES)
def test_gallery_is_accessible_and_fits_a_telephone(live_site: str, page: Page, query: str) -> None:
    page.goto(f"{live_site}/ui-gallery/?{query}")

    check_accessible(page)
    check_at_320(page)


@pytest.mark.parametrize(("query", "words"), LISTS)
def test_a_list_narrowed_by_words_keeps_them_out_of_its_address(
    live_site: str, page: Page, query: str, words: str
) -> None:
    page.goto(f"{live_site}/ui-gallery/?{query}")
    page.get_by_text("Filter this list").click()
    page.get_by_label("Family name contains").fill(words)
    send(page, page.get_by_role("button", name="Apply filters"))

    expect(page.get_by_text(f"Family name contains: {words}")).to_be_visible()
    assert words not in page.url
    page.reload()
    expect(page.get_by_text(f"Family name contains: {words}")).to_be_visible()
    page.go_back()
    page.go_forward()
    expect(page.get_by_text(f"Family name contains: {words}")).to_be_visible()
    check_accessible(page)
    check_at_320(page)


@pytest.mark.parametrize("width", [375, 660, 800, 1024, 1600])
def test_gallery_fits_every_width(live_site: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(f"{live_site}/ui-gallery/?state=long")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
