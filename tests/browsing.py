"""A browser for tests: signed in as somebody, asking for pages by name."""

import re
from typing import Any
from uuid import uuid4

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from baton.partnership.models import Practitioner
from baton.ui.searches import SEARCH

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Browser:
    """Asks for pages as one practitioner, or as nobody."""

    def __init__(self, practitioner: Practitioner | None = None) -> None:
        self.client = Client()
        if practitioner is not None:
            self.client.force_login(practitioner, backend=BACKEND)

    def get(self, name: str, *args: Any, **query: Any) -> HttpResponse:
        """Ask for a page."""
        return self.client.get(reverse(name, args=args), query)

    def seek(self, name: str, *args: Any, **typed: Any) -> HttpResponse:
        """Search on a page, and open what the search leads to."""
        return sought(self.client, reverse(name, args=args), **typed)

    def post(self, name: str, *args: Any, **typed: Any) -> HttpResponse:
        """Send a form; every form carries a token of its own."""
        if not any(field.endswith("submission_token") for field in typed):
            typed["submission_token"] = str(uuid4())
        return self.client.post(reverse(name, args=args), typed)


def fresh_browser(practitioner: Practitioner) -> Browser:
    """Give the browser of a practitioner who has just entered their password again."""
    browser = Browser(practitioner)
    sign_in_afresh(browser.client, practitioner)
    return browser


def sign_in_afresh(client: Client, practitioner: Practitioner, *, ago: int = 0) -> None:
    """Note in a session that a password was entered again, `ago` seconds before now."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, practitioner, "password", reauthenticated=True)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] -= ago
    request.session.save()


def ends_with_the_browser(client: Client) -> bool:
    """Tell whether a browser forgets who signed in when it closes."""
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return not cookie["expires"] and not cookie["max-age"]


def sought(client: Client, address: str, **typed: Any) -> HttpResponse:
    """Search on the page of an address, and open what the search leads to."""
    return client.get(client.post(address, {SEARCH: "", **typed}).url)


def text(answer: Any) -> str:
    """The words of a page, without its marks."""
    body = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())
