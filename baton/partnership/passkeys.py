"""Passkeys as the sign-in library knows them: what a browser is asked, and whether its answer holds.

A passkey lies on its owner's device, which asks for a finger, a face or a PIN before it answers: so it stands for the
password and the second factor together (ASVS 5.0 6.3.3, 6.5.7). The library keeps each question in the session of the
browser that is asked, and checks challenge, origin, signature and that the device has verified its owner.
"""

import struct
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from baton.partnership.models import Practitioner

Held = TypeVar("Held")

_UNREADABLE = (ValidationError, TypeError, ValueError, LookupError, AttributeError, struct.error)
"""What the library raises at an answer that is none: anybody may send anything."""


class NotThisPasskey(Exception):
    """The browser's answer does not hold: another passkey, an old question, a forged or broken answer."""


def passkeys_of(practitioner: Practitioner) -> list[Authenticator]:
    """Return somebody's passkeys, the oldest first."""
    kept = Authenticator.objects.filter(user_id=practitioner.pk, type=Authenticator.Type.WEBAUTHN)
    return list(kept.order_by("created_at", "pk"))


def question_for_new(practitioner: Practitioner) -> dict[str, Any]:
    """Return what the browser is asked in order to make a passkey, on a device that does not hold one already."""
    question: dict[str, Any] = auth.begin_registration(practitioner, passwordless=True)
    return question


def check_new(answer: Any) -> None:
    """Hold a newly made passkey against what was asked. Raises `NotThisPasskey`."""

    def check() -> None:
        auth.parse_registration_response(answer)
        auth.complete_registration(answer)

    _hold(check)


def question_for_anybody() -> dict[str, Any]:
    """Return what a browser is asked before anybody has said who they are."""
    question: dict[str, Any] = auth.begin_authentication(None)
    return question


def owner_and_passkey(answer: Any) -> Authenticator:
    """Return the passkey, with its owner, that answers what was asked of anybody. Raises `NotThisPasskey`."""

    def check() -> Authenticator:
        auth.parse_authentication_response(answer)
        found: Authenticator = auth.complete_authentication(auth.extract_user_from_response(answer), answer)
        return found

    return _hold(check)


def _hold(check: Callable[[], Held]) -> Held:
    try:
        return check()
    except _UNREADABLE as unreadable:
        raise NotThisPasskey from unreadable
