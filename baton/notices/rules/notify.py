"""What GOV.UK Notify asks for and answers, as its documentation of the REST API says. Pure.

A key is the name its maker gave it, the service's id and the secret, joined by hyphens; each request carries a token
signed with the secret (JWT, HS256) that names the service and the moment, and holds for half a minute.
Source: docs.notifications.service.gov.uk/rest-api.html.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import OctKey

from baton.notices.rules.delivery import Status

_ID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_KEY = re.compile(rf"(?:.+-)?(?P<service>{_ID})-(?P<secret>{_ID})")

STATUSES: Mapping[str, Status] = {
    "created": Status.SENT,
    "sending": Status.SENT,
    "pending": Status.SENT,
    "sent": Status.SENT,
    "delivered": Status.DELIVERED,
    "permanent-failure": Status.BOUNCED,
    "temporary-failure": Status.FAILED,
    "technical-failure": Status.FAILED,
}
"""What each of Notify's words means here: `sent` is its last one for numbers abroad."""

BECAUSE: Mapping[str, str] = {
    "permanent-failure": "The address or number does not exist",
    "temporary-failure": "The mailbox is full, or the telephone was switched off for days",
    "technical-failure": "The message could not be passed on",
}


class BadKey(ValueError):
    """A text is no key of Notify."""

    def __init__(self) -> None:
        super().__init__(
            "The key of GOV.UK Notify must be like name-<id of the service>-<secret>: copy it whole"
        )


class NotUnderstood(ValueError):
    """What came to the address for reports is none of Notify's."""

    def __init__(self) -> None:
        super().__init__("This is no delivery report of GOV.UK Notify")


@dataclass(frozen=True, slots=True)
class Key:
    """The two parts of a key."""

    service: str
    secret: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What Notify says of one message, which it knows by our own id."""

    reference: UUID
    status: Status
    because: str


def key_of(text: str) -> Key:
    """Return the parts of a key. Raises `BadKey`."""
    found = _KEY.fullmatch(text.strip())
    if found is None:
        raise BadKey
    return Key(found["service"], found["secret"])


def token(key: Key, now: datetime) -> str:
    """Return the token that one request carries."""
    claims = {"iss": key.service, "iat": int(now.timestamp())}
    return jwt.encode({"typ": "JWT", "alg": "HS256"}, claims, OctKey.import_key(key.secret))


def receipt_of(told: Any) -> Receipt:
    """Return what a report, or an answer about one message, says. Raises `NotUnderstood`."""
    try:
        word = told["status"]
        return Receipt(UUID(told["reference"]), STATUSES[word], BECAUSE.get(word, ""))
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise NotUnderstood from wrong


def faults_of(answer: Any) -> list[str]:
    """Return what Notify says is wrong with a request, in its own words."""
    errors = answer.get("errors", []) if isinstance(answer, dict) else []
    return [str(error["message"]) for error in errors if isinstance(error, dict) and "message" in error]


def is_about_the_address(faults: list[str]) -> bool:
    """Say whether a request was refused because nothing can be sent to such an address or number."""
    return any(fault.startswith(("email_address ", "phone_number ")) for fault in faults)
