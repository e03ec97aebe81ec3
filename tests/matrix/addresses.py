"""Every address of the installation, read off the router, and what each app says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from baton.partnership.guard import guard_of, opens_before_declaring
from baton.partnership.matrix import Page

SERVED_TO_ALL = frozenset({"theme", "ui_gallery"})
"""The style sheet and the gallery of the demonstration, which are about nobody."""


ABOUT_NOBODY = frozenset(
    {
        "account_request_id",
        "alert_id",
        "attendance_id",
        "bounce_id",
        "code",
        "form",
        "key",
        "identity_id",
        "organisation_id",
        "message_id",
        "organisation_membership_id",
        "passkey_id",
        "practitioner_id",
        "provider_id",
        "session_id",
        "stop_id",
        "subject",
        "token",
        "uidb36",
    }
)
"""Ids and words in addresses that are about no family. A new one must be added here, or have a row in the
world.
"""


@dataclass(frozen=True)
class Address:
    """One address: its name, the names of the ids it carries, the guard of its view, and whether it also opens to
    whoever has yet to say whom they may not see.
    """

    name: str
    keys: tuple[str, ...]
    guard: Any
    before_declaring: bool

    @property
    def is_about_a_family(self) -> bool:
        """Whether one of its ids is that of a family or of something about one."""
        return bool(set(self.keys) - ABOUT_NOBODY)


def addresses() -> list[Address]:
    """Give every address of the installation, by name."""
    found = [_address(pattern) for pattern in _patterns(get_resolver().url_patterns)]
    return sorted(found, key=lambda address: address.name)


def listed() -> dict[str, Page]:
    """Give what the apps' `tests/matrix.py` say, by name. Raises `ValueError` where two speak of the same
    address.
    """
    pages: dict[str, Page] = {}
    for app in settings.FIRST_PARTY_APPS:
        for page in _matrix(app):
            if page.url_name in pages:
                raise ValueError(f"{page.url_name} is listed twice")
            pages[page.url_name] = page
    return pages


def _matrix(app: str) -> list[Page]:
    name = f"{app}.tests.matrix"
    return import_module(name).MATRIX if find_spec(f"{app}.tests") and find_spec(name) else []


def _patterns(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern


def _address(pattern: URLPattern) -> Address:
    return Address(
        pattern.name or str(pattern.pattern),
        tuple(pattern.pattern.regex.groupindex),
        guard_of(pattern.callback),
        opens_before_declaring(pattern.callback),
    )
