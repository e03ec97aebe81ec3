"""Signing in without the page for it, for journeys that are about something else."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from playwright.sync_api import Page

from baton.partnership.models import Practitioner
from baton.ui import searches
from tests.browsing import sign_in_afresh

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(page: Page, site: str, practitioner: Practitioner) -> None:
    """Give the page's browser a fresh session of `practitioner` on `site`, in place of any it had."""
    client = Client()
    client.force_login(practitioner, backend=BACKEND)
    sign_in_afresh(client, practitioner)
    page.context.clear_cookies()
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "domain": urlsplit(site).hostname or "",
                "path": "/",
                "httpOnly": True,
            }
        ]
    )


def searched(page: Page, typed: Mapping[str, str]) -> str:
    """Keep a search in the session of the page's browser, as if it had been typed, and give the query that names it."""
    key = next(
        each["value"] for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME
    )
    session = SessionStore(key)
    ident = searches.keep(session, {name: [words] for name, words in typed.items()})
    session.save()
    return f"?{searches.SEARCH}={ident}"
