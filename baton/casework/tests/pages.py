"""Asking for pages and sending their forms, as a browser does."""

import re
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def get(browser: Client, page: str, /, *args: Any, **query: Any) -> HttpResponse:
    """The page, asked for."""
    return browser.get(reverse(page, args=args), query)


def post(browser: Client, page: str, /, *args: Any, **fields: Any) -> HttpResponse:
    """The page's form, filled and sent; a token of its own unless one is given."""
    return browser.post(reverse(page, args=args), {"submission_token": str(uuid4())} | fields)


def day(prefix: str, year: int = 2026, month: int = 9, on: int = 14) -> dict[str, int]:
    """A day as the date field sends it."""
    return {f"{prefix}-day": on, f"{prefix}-month": month, f"{prefix}-year": year}


def text(response: HttpResponse) -> str:
    """What a page says, without its tags, spaces made single."""
    words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", words)
