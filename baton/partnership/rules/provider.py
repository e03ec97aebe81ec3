"""An organisation's own sign-in: which addresses it answers for, and where it may stand."""

import re
from collections.abc import Set as AbstractSet
from urllib.parse import urlsplit

from baton.core.rules.addresses import normal

DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
QUESTION_LASTS = 600
"""Seconds in which somebody signs in at their organisation before they have to begin again (ours)."""


def domain_of(email: str) -> str:
    """Give the part of an address that names the organisation, in lower case; empty where it is no address."""
    return normal(email).rpartition("@")[2] if "@" in email else ""


def domains_in(typed: str) -> list[str]:
    """Give the domains typed with spaces, commas or lines between them, each once, without a leading @."""
    words = re.split(r"[\s,;]+", typed.strip().lower())
    return list(dict.fromkeys(word.removeprefix("@") for word in words if word))


def is_domain(word: str) -> bool:
    """Tell whether a word is the name of a domain."""
    return DOMAIN.fullmatch(word) is not None


def may_be_asked(address: str, *, in_the_clear: bool) -> bool:
    """Tell whether an address of a provider may be asked: with TLS; `in_the_clear` on this very machine too.

    Source: OpenID Connect Core 1.0, 3.1.2 and 16.17; ASVS 5.0 12.3.1.
    """
    parts = urlsplit(address)
    if parts.scheme == "http":
        return in_the_clear and parts.hostname in LOOPBACK
    return parts.scheme == "https" and bool(parts.hostname) and parts.username is None


def answers_for_all(organisation_id: str, works_for: AbstractSet[str]) -> bool:
    """Tell whether the word of one organisation's sign-in is enough for somebody who works for these organisations today:
    only where there is no other among them. Source: ADR 0015.
    """
    return works_for == {organisation_id}
