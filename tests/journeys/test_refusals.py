"""What is said when something cannot be shown: every such page accessible, for the public and for who is signed in."""

from typing import Any
from unittest import mock

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from baton.core import drafts
from baton.frontdoor.tests import factories
from baton.partnership.tests.factories import practitioner
from tests.journeys.support import refusing, templates
from tests.journeys.support.accessible import check_page
from tests.journeys.support.sending import send
from tests.journeys.support.sign_in import sign_in

pytestmark = pytest.mark.browser

STATUSES = {"/not-understood/": 400, "/not-for-you/": 403, "/nothing-here/": 404, "/broken/": 500}
IN_THE_SWEEP = {"ui/errors/restricted.jinja"}


@pytest.fixture
def refusing_urls(settings: Any) -> None:
    settings.ROOT_URLCONF = refusing.__name__


@pytest.fixture
def claim(live_site: str) -> str:
    return live_site + reverse("enquiry_claim", args=[factories.received().pk])


def test_every_refusal_is_said_accessibly(
    refusing_urls: None, live_site: str, page: Page, claim: str
) -> None:
    with templates.shown() as shown:
        for path, status in STATUSES.items():
            opens(page, live_site + path, status)
        sign_in(page, live_site, factories.manager())
        opens(page, claim, 405)
        sign_in(page, live_site, practitioner())
        opens(page, live_site + "/not-for-you/", 403)
        page.goto(f"{live_site}/ask/tell-us/")
        page.context.clear_cookies()
        send(page, page.locator("main").get_by_role("button", name="Send"))
        check_page(page)
        sent_under_another_name(page, live_site)
        with mock.patch.object(drafts, "LARGEST", 10):
            too_long_for_later(page, live_site)

    errors = {name for name in templates.pages() if name.startswith("ui/errors/")} - IN_THE_SWEEP
    assert errors <= shown, f"Never shown: {sorted(errors - shown)}"


def sent_under_another_name(page: Page, site: str) -> None:
    """Open a form as one person and send it once another has signed in on the same browser."""
    typing = practitioner()
    sign_in(page, site, typing)
    page.goto(f"{site}/enquiries/new/")
    token = [cookie for cookie in page.context.cookies() if cookie["name"] == "csrftoken"]
    sign_in(page, site, practitioner())
    page.context.add_cookies(token)
    send(page, page.get_by_role("button", name="Check and send"))
    check_page(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Somebody else has signed in on this browser")
    assert [draft.form for draft in drafts.of_owner(str(typing.pk))] == ["enquiry_new"]


def too_long_for_later(page: Page, site: str) -> None:
    """Ask to keep more than can be kept: the page says so, and nothing is sent."""
    manager = factories.manager()
    enquiry = factories.decided(manager)
    sign_in(page, site, manager)
    page.goto(site + reverse("enquiry_reopen", args=[enquiry.pk]))
    page.fill("#id_reason", "The school rang again.")
    page.evaluate("""() => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "keep_for_later", value: "yes" });
      const form = document.querySelector("main form");
      form.append(field);
      form.submit();
    }""")
    expect(page.get_by_role("heading", level=1)).to_have_text("This is too long to keep for later")
    check_page(page)


def opens(page: Page, url: str, status: int) -> None:
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == status
    check_page(page)
