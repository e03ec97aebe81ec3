"""Signing in with password and code, one's own account, a forgotten password: each page accessible, plain and refused."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect

from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import passkey, practitioner
from tests.journeys.support import templates
from tests.journeys.support.accessible import check_at_320, check_page
from tests.journeys.support.sending import send

pytestmark = pytest.mark.browser

PASSWORD = "seven wet umbrellas"
RENEWED = "nine wet umbrellas"


@pytest.fixture
def ada(live_site: str) -> Iterator[Practitioner]:
    cache.clear()
    ada = practitioner(name="Ada Byron", email="ada@example.org")
    ada.set_password(PASSWORD)
    ada.save()
    yield ada
    cache.clear()


def test_every_page_of_the_account(live_site: str, page: Page, ada: Practitioner) -> None:
    with templates.shown() as shown:
        for path in ("/sign-in/no-account/", "/sign-in/ended/"):
            opens(page, live_site + path)
        forget_the_password(page, live_site)
        sign_in(page, live_site, RENEWED)
        secret = set_up_the_code(page, live_site)
        look_after_the_codes(page, live_site)
        sign_out(page, live_site)
        sign_in(page, live_site, RENEWED)
        give_the_code(page, secret)
        ask_again(page, live_site)
        ask_for_the_passkey_again(page, live_site, ada)
        remove_the_code(page, live_site)

    mine = {name for name in templates.pages() if name.startswith(("account/", "mfa/"))}
    assert mine <= shown, f"Never shown: {sorted(mine - shown)}"


def opens(page: Page, url: str) -> None:
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == 200
    check_page(page)


def refused(page: Page) -> None:
    """Send the form as it stands, be told what is wrong, and look at that."""
    press(page)
    assert page.locator(".govuk-error-summary").is_visible()
    check_at_320(page)


def press(page: Page) -> None:
    send(page, page.locator("main form.baton-form .govuk-button-group .govuk-button").first)


def forget_the_password(page: Page, site: str) -> None:
    opens(page, f"{site}/password/forgotten/")
    refused(page)
    page.get_by_label("Work e-mail address").fill("ada@example.org")
    press(page)
    check_page(page)
    link = next(word for word in mail.outbox[-1].body.split() if "/password/new/" in word)
    opens(page, site + "/" + link.split("/", 3)[3])
    refused(page)
    for box in page.locator("main input[type=password]").all():
        box.fill(RENEWED)
    press(page)
    check_page(page)


def sign_in(page: Page, site: str, password: str) -> None:
    page.goto(f"{site}/sign-in/")
    check_page(page)
    page.get_by_label("Work e-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill("wrong")
    refused(page)
    assert page.get_by_label("Work e-mail address").input_value() == "ada@example.org"
    page.get_by_label("Password", exact=True).fill(password)
    press(page)


def set_up_the_code(page: Page, site: str) -> str:
    opens(page, f"{site}/account/")
    opens(page, f"{site}/account/password/")
    refused(page)
    opens(page, f"{site}/account/code/set-up/")
    assert "/account/again/" in page.url
    refused(page)
    page.get_by_label("Password").fill(RENEWED)
    press(page)
    check_page(page)
    refused(page)
    secret = page.locator(".baton-key").inner_text()
    page.locator("#id_code").fill(code(secret))
    press(page)
    return secret


def look_after_the_codes(page: Page, site: str) -> None:
    opens(page, f"{site}/account/recovery-codes/")
    before = page.locator("main li").all_inner_texts()
    opens(page, f"{site}/account/recovery-codes/new/")
    press(page)
    assert set(before).isdisjoint(page.locator("main li").all_inner_texts())
    opens(page, f"{site}/account/code/remove/")
    opens(page, f"{site}/account/")


def sign_out(page: Page, site: str) -> None:
    opens(page, f"{site}/sign-out/")
    send(page, page.locator("main").get_by_role("button"))


def give_the_code(page: Page, secret: str) -> None:
    check_page(page)
    page.locator("#id_code").fill("000000")
    refused(page)
    page.locator("#id_code").fill(code(secret))
    press(page)
    assert page.url.endswith("/my-work/")


def ask_again(page: Page, site: str) -> None:
    opens(page, f"{site}/account/again/code/?next=/account/")
    refused(page)


def ask_for_the_passkey_again(page: Page, site: str, ada: Practitioner) -> None:
    passkey(ada)
    opens(page, f"{site}/account/again/passkey/")
    assert page.get_by_text("Your browser cannot use a passkey here.").is_visible()
    opens(page, f"{site}/account/")


def remove_the_code(page: Page, site: str) -> None:
    page.goto(f"{site}/account/code/remove/")
    if "/account/again/" in page.url:
        page.get_by_label("Password").fill(RENEWED)
        press(page)
    press(page)
    assert not Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_passkey_in_place_of_password_and_code(live_site: str, page: Page, ada: Practitioner) -> None:
    site = live_site.replace("127.0.0.1", "localhost")  # passkeys belong to a name, never to a number
    device = Device(page)
    page.goto(f"{site}/account/passkeys/add/")
    page.get_by_label("Work e-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page)
    page.get_by_label("Password").fill(PASSWORD)
    press(page)

    device.refuses(True)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing happened.")
    check_page(page)
    device.refuses(False)
    page.get_by_label("Name of the passkey").fill("School laptop")
    send(page, page.get_by_role("button", name="Make the passkey"))
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    use_the_passkey(page, site)
    assert Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).last_used_at is not None


def use_the_passkey(page: Page, site: str) -> None:
    """Sign in with it, prove oneself afresh with it, and give it as the second factor after the password."""
    sign_out(page, site)
    page.goto(f"{site}/sign-in/?next=/account/passkeys/")
    check_page(page)
    send(page, page.get_by_role("button", name="Sign in with a passkey"))
    expect(page.get_by_role("heading", name="School laptop")).to_be_visible()
    page.goto(f"{site}/account/again/passkey/?next=/account/passkeys/add/")
    check_page(page)
    send(page, page.get_by_role("button", name="Use your passkey"))
    expect(page.get_by_role("heading", name="Add a passkey")).to_be_visible()
    sign_out(page, site)
    page.goto(f"{site}/sign-in/")
    page.get_by_label("Work e-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page)
    check_page(page)
    send(page, page.get_by_role("button", name="Use your passkey instead"))
    assert page.url.endswith("/my-work/")


class Device:
    """The finger, face or PIN of a device, played by the browser itself."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = made["authenticatorId"]

    def refuses(self, refuses: bool) -> None:
        """Let the device take its holder for somebody else, or know them."""
        known = {"authenticatorId": self.id, "isUserVerified": not refuses}
        self.session.send("WebAuthn.setUserVerified", known)
