"""Nothing typed is lost: a browser that dies, a sign-in that ends, a line that breaks, a colleague who was faster."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Error, Page, expect

from baton.frontdoor.models import Check, Enquiry
from baton.frontdoor.tests import factories
from baton.partnership.models import Practitioner
from baton.partnership.session import end_at
from tests.journeys.support.accessible import check_at_320, check_page
from tests.journeys.support.sending import send
from tests.journeys.support.sign_in import sign_in

pytestmark = pytest.mark.browser

TYPED = "Grandmother rang: she cannot have them tonight."


@pytest.fixture
def manager(live_site: str) -> Practitioner:
    return factories.manager()


@pytest.fixture
def reopening(live_site: str, manager: Practitioner) -> str:
    """The page that asks why an enquiry is opened again."""
    return live_site + reverse("enquiry_reopen", args=[factories.decided(manager).pk])


def saved(page: Page):  # type: ignore[no-untyped-def]
    return page.locator(".baton-saved")


def ends_in(page: Page, seconds: int) -> None:
    """Let the sign-in of this browser end soon."""
    (cookie,) = [each for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME]
    session = import_module(settings.SESSION_ENGINE).SessionStore(cookie["value"])
    end_at(session, timezone.now() + timedelta(seconds=seconds))
    session.save()


def test_what_was_typed_five_seconds_before_the_browser_died_is_offered_again(
    browser: Browser, live_site: str, page: Page, manager: Practitioner, reopening: str
) -> None:
    context = browser.new_context()
    dying = context.new_page()
    sign_in(dying, live_site, manager)
    dying.goto(reopening)
    dying.locator("#id_reason").press_sequentially(TYPED, delay=20)
    dying.wait_for_timeout(5000)
    with pytest.raises(Error):
        dying.goto("chrome://crash")
    context.close()

    sign_in(page, live_site, manager)
    page.goto(f"{live_site}/my-work/")
    expect(page.get_by_role("heading", name="Not sent yet (1)")).to_be_visible()
    send(page, page.get_by_role("link", name="Go on with"))
    expect(page.locator("#id_reason")).to_have_value(TYPED)
    expect(page.get_by_text("You began this on")).to_be_visible()
    send(page, page.get_by_role("link", name="throw it away"))
    send(page, page.get_by_role("button", name="Yes, throw it away"))
    expect(page.locator("#id_reason")).to_have_value("")


def test_a_sign_in_is_prolonged_by_one_press(
    page: Page, live_site: str, manager: Practitioner, reopening: str
) -> None:
    sign_in(page, live_site, manager)
    ends_in(page, 60)
    page.goto(reopening)
    page.fill("#id_reason", TYPED)
    notice = page.get_by_role("region", name="Your sign-in")
    expect(notice).to_contain_text("You will be signed out at")
    check_page(page)
    check_at_320(page)

    notice.get_by_role("button", name="Stay signed in").press("Enter")

    expect(notice).to_be_empty()
    expect(page.locator("#id_reason")).to_have_value(TYPED)
    page.reload()
    assert int(page.locator("body").get_attribute("data-session-left") or 0) > 3000


def test_when_the_sign_in_ends_the_text_is_kept_for_its_owner_alone(
    page: Page, live_site: str, manager: Practitioner, reopening: str
) -> None:
    sign_in(page, live_site, manager)
    ends_in(page, 3000)
    page.clock.install()
    page.goto(reopening)
    page.fill("#id_reason", TYPED)

    ends_in(page, -1)
    page.clock.fast_forward(3000 * 1000)
    page.wait_for_url("**/sign-in/**")

    expect(page.get_by_text(TYPED)).to_have_count(0)
    sign_in(page, live_site, factories.manager())
    page.goto(reopening)
    expect(page.locator("#id_reason")).to_have_value("")
    sign_in(page, live_site, manager)
    page.goto(reopening)
    expect(page.locator("#id_reason")).to_have_value(TYPED)


def test_a_lost_line_is_said_and_mended(
    page: Page, live_site: str, manager: Practitioner, reopening: str
) -> None:
    sign_in(page, live_site, manager)
    page.goto(reopening)
    page.context.set_offline(True)
    expect(saved(page)).to_contain_text("The line is down", timeout=5000)
    page.fill("#id_reason", TYPED)

    page.get_by_role("button", name="Yes, open it again").click()
    page.wait_for_timeout(300)

    expect(page.locator("#id_reason")).to_have_value(TYPED)
    expect(saved(page)).to_contain_text("Your text is kept here")
    page.context.set_offline(False)
    expect(saved(page)).to_contain_text("Saved")
    send(page, page.get_by_role("button", name="Yes, open it again"))
    assert page.url.endswith(reverse("enquiry_page", args=[Enquiry.objects.get().pk]))


def test_of_two_at_one_form_the_later_reads_both_texts(page: Page, plain_page: Page, live_site: str) -> None:
    sam, sue = factories.screener(name="Sam Screener"), factories.screener(name="Sue Screener")
    enquiry = factories.claimed(sam)
    where = live_site + reverse("enquiry_page", args=[enquiry.pk])
    for one, who in ((plain_page, sam), (page, sue)):
        sign_in(one, live_site, who)
        one.goto(where)
    answer(plain_page, "Open to social care since May.")
    answer(page, "Closed in March, says the police.")

    expect(page.get_by_role("heading", name="Both texts")).to_be_visible()
    expect(page.get_by_text("Sam Screener saved this at").first).to_be_visible()
    pair = page.locator(".baton-both__pair")
    expect(pair).to_contain_text("Open to social care since May.")
    expect(pair).to_contain_text("Closed in March")
    check_page(page)
    check_at_320(page)
    answer(page, "Open to social care since May; the police think it closed in March.")
    assert Check.objects.get().note == "Open to social care since May; the police think it closed in March."


def answer(page: Page, words: str) -> None:
    """Answer one question of the checklist and save it."""
    page.locator('input[name="checks-social_care"][value="found"]').check()
    page.fill('textarea[name="checks-social_care_note"]', words)
    send(page, page.get_by_role("button", name="Keep these answers"))
