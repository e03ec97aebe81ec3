"""What the script adds to a form, in a real browser: saving while one types, and sending once.

The address that keeps drafts is played, so that it can fail in every way; the form itself is sent to the site, and what
left the browser is read off the browser's own requests.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.journeys.support.browser import opened
from tests.journeys.support.sending import send

pytestmark = pytest.mark.browser

PART = re.compile(r'name="([^"]+)"\r\n\r\n(.*?)\r\n--', re.DOTALL)
"""One field of a form that is sent in parts, as one with a file is."""

Answer = Callable[[Route], None]


def saved(route: Route) -> None:
    route.fulfill(status=200, content_type="application/json", body='{"words": "Saved 14:32"}')


def away(route: Route) -> None:
    route.abort("internetdisconnected")


def signed_out(route: Route) -> None:
    route.fulfill(status=403, content_type="text/html", body="")


def too_long(route: Route) -> None:
    route.fulfill(status=413, content_type="application/json", body='{"fault": "This is too long to keep"}')


def broken(route: Route) -> None:
    route.fulfill(status=500, content_type="text/html", body="")


@dataclass
class Server:
    """Plays the address that keeps drafts, and notes what is sent to the form's own."""

    answer: Answer = saved
    drafts: list[dict[str, list[str]]] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)

    def keep(self, route: Route) -> None:
        self.drafts.append(parse_qs(route.request.post_data or "", keep_blank_values=True))
        self.answer(route)

    def note(self, request: Request) -> None:
        if request.method == "POST" and urlsplit(request.url).path == "/ui-gallery/":
            self.sent.append(dict(PART.findall(request.post_data or "")))


@pytest.fixture
def server(live_site: str, page: Page) -> Server:
    server = Server()
    page.route("**/ui-gallery/draft/", server.keep)
    page.on("request", server.note)
    page.goto(f"{live_site}/ui-gallery/?state=filled")
    return server


def notice(page: Page):  # type: ignore[no-untyped-def]
    return page.locator(".baton-saved")


def test_what_is_typed_is_kept_within_seconds_while_one_types_on(page: Page, server: Server) -> None:
    page.locator("#id_notes").press_sequentially("Mum works nights. " * 3, delay=100)

    assert server.drafts, "nothing was saved while somebody typed for five seconds"
    expect(notice(page)).to_have_text("Saved 14:32")
    page.locator("#id_notes").blur()
    page.wait_for_timeout(300)
    assert server.drafts[-1]["notes"] == ["Mum works nights. " * 3]
    assert server.drafts[-1]["needs"] == ["housing", "attendance"]
    assert "csrfmiddlewaretoken" not in server.drafts[-1]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_leaving_a_field_saves_at_once_and_only_what_changed(page: Page, server: Server) -> None:
    page.fill("#id_name", "Sample")
    page.locator("#id_name").blur()
    expect(notice(page)).to_have_text("Saved 14:32")
    page.locator("#id_email").focus()
    page.locator("#id_email").blur()
    page.wait_for_timeout(3000)

    assert len(server.drafts) == 1


def test_while_the_line_is_down_the_page_says_so_and_saves_on_return(page: Page, server: Server) -> None:
    server.answer = away
    page.fill("#id_notes", "On a home visit")
    expect(notice(page)).to_contain_text("The line is down", timeout=20_000)
    expect(page.locator("#id_notes")).to_have_value("On a home visit")

    server.answer = saved

    expect(notice(page)).to_have_text("Saved 14:32", timeout=20_000)
    assert server.drafts[-1]["notes"] == ["On a home visit"]


def test_a_server_that_does_not_answer_is_said_within_five_seconds(page: Page, server: Server) -> None:
    held: list[Route] = []
    server.answer = held.append

    page.fill("#id_notes", "On a slow line")

    expect(notice(page)).to_contain_text("The line is down", timeout=20_000)
    held[0].fulfill(status=200, content_type="application/json", body='{"words": "Saved 14:32"}')
    expect(notice(page)).to_have_text("Saved 14:32")


def test_a_form_is_not_sent_into_a_dead_line(page: Page, server: Server) -> None:
    server.answer = away
    page.fill("#id_notes", "Not to be lost")
    # Leaving the field saves, and so does pressing. Only when both have failed may the line come back: else the first
    # press sends the form, and the second one that of the page which answers.
    with page.expect_event("requestfailed"):
        page.locator("#id_notes").blur()

    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Check and send").click()

    expect(notice(page)).to_contain_text("The line is down")
    assert server.sent == []
    server.answer = saved
    send(page, page.get_by_role("button", name="Check and send"))
    assert [sent["notes"] for sent in server.sent] == ["Not to be lost"]


def test_somebody_signed_out_keeps_the_text_and_is_told_what_to_do(page: Page, server: Server) -> None:
    server.answer = signed_out
    page.fill("#id_notes", "Not to be lost")

    page.get_by_role("button", name="Check and send").click()

    expect(notice(page)).to_contain_text("sign in again in another tab")
    expect(page.locator("#id_notes")).to_have_value("Not to be lost")
    assert server.sent == []


@pytest.mark.parametrize(
    ("answer", "words"), [(too_long, "This is too long to keep"), (broken, "could not be saved")]
)
def test_a_refused_draft_is_said_and_the_form_can_still_be_sent(
    page: Page, server: Server, answer: Answer, words: str
) -> None:
    server.answer = answer
    page.fill("#id_notes", "Long")

    page.get_by_role("button", name="Check and send").click()
    expect(notice(page)).to_contain_text(words)
    assert server.sent == []
    send(page, page.get_by_role("button", name="Check and send"))

    assert [sent["notes"] for sent in server.sent] == ["Long"]


def test_the_button_pressed_is_sent_along_after_saving(page: Page, server: Server) -> None:
    page.fill("#id_notes", "Later")

    send(page, page.get_by_role("button", name="Save and come back later"))

    assert [(sent["notes"], sent["save_for_later"]) for sent in server.sent] == [("Later", "yes")]


def test_a_form_is_sent_once_however_often_one_presses(page: Page, server: Server) -> None:
    held_back = page.evaluate("""() => {
      const held = [];
      window.addEventListener("submit", (event) => {
        held.push(event.defaultPrevented);
        event.preventDefault();
      });
      const button = document.querySelector(".baton-form .govuk-button-group button");
      for (let presses = 0; presses < 3; presses++) button.click();
      return held;
    }""")

    assert held_back == [False, True, True]


def test_another_colour_is_asked_for_only_when_chosen(page: Page, server: Server) -> None:
    which = page.locator("#id_other_colour")
    expect(which).to_be_visible()

    page.get_by_label("Red").check()
    expect(which).to_be_hidden()
    page.get_by_label("Another colour").check()
    expect(which).to_be_visible()


def test_what_is_known_is_used_after_what_was_typed(page: Page, server: Server) -> None:
    page.fill("#id_notes", "Has two cats.")

    page.get_by_role("button", name="Use this for: Notes").click()

    expect(page.locator("#id_notes")).to_have_value("Has two cats.\nLives with grandmother.\nLikes football.")
    expect(page.locator("#id_notes")).to_be_focused()
    expect(notice(page)).to_have_text("Saved 14:32")


def test_the_error_summary_has_the_focus_and_leads_to_the_first_radio(live_site: str, page: Page) -> None:
    page.goto(f"{live_site}/ui-gallery/?state=wrong")
    expect(page.locator(".govuk-error-summary")).to_be_focused()

    page.get_by_role("link", name="Select an answer to").click()

    expect(page.locator("#id_agreed")).to_be_focused()


def test_keys_move_from_card_to_card(live_site: str, page: Page) -> None:
    page.goto(f"{live_site}/ui-gallery/")
    first, last = page.locator(".baton-card__link").first, page.locator(".baton-card__link").last
    page.keyboard.press("j")
    expect(first).to_be_focused()

    page.keyboard.press("ArrowDown")
    expect(last).to_be_focused()
    page.keyboard.press("j")
    expect(last).to_be_focused()
    page.keyboard.press("Home")
    expect(first).to_be_focused()
    page.locator("#id_name").press_sequentially("jk")
    expect(page.locator("#id_name")).to_have_value("jk")


def test_without_javascript_everything_can_be_filled_in_and_another_child_added(
    live_site: str, plain_page: Page
) -> None:
    plain_page.goto(f"{live_site}/ui-gallery/")

    expect(plain_page.locator("#id_other_colour")).to_be_visible()
    expect(plain_page.get_by_role("button", name="Add another child")).to_be_visible()
    expect(plain_page.get_by_role("button", name="Save and come back later")).to_be_visible()


def test_leaving_a_public_page_takes_one_press(live_site: str, browser: Browser) -> None:
    with opened(browser) as page:
        page.route(
            "https://www.bbc.co.uk/**",
            lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"),
        )
        page.goto(f"{live_site}/ui-gallery/?layout=public")

        page.get_by_role("button", name="Leave this page now").click()

        expect(page.get_by_role("heading", name="Weather")).to_be_visible()
