"""GOV.UK Notify: texts, and e-mails where an installation has no mail server of its own.

Notify keeps our own id of a message as its reference. So where the line breaks while one is handed over it is asked
what became of it, and nothing goes out twice.
"""

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from baton.core import dates
from baton.notices.channels.base import Refused, Trouble, Unclear
from baton.notices.models import Message
from baton.notices.rules.notify import (
    NotUnderstood,
    Receipt,
    faults_of,
    is_about_the_address,
    key_of,
    receipt_of,
    token,
)

PATIENCE = 20
"""Seconds to wait for an answer (ours)."""

MOST = 1024 * 1024
"""Bytes of an answer that are read."""


class NoRedirect(HTTPRedirectHandler):
    """Follows nowhere: a key and an address go to the place that the installation named, and to no other."""

    def redirect_request(self, *given: Any) -> None:
        """Take a redirection for a refusal."""


class Notify:
    """Hands messages to GOV.UK Notify."""

    name = "notify"

    def hand_over(self, message: Message, text: str) -> None:
        """Hand a message over. Raises `Refused`, `Trouble`, `Unclear`."""
        kind = "sms" if message.to_phone else "email"
        try:
            _ask(f"/v2/notifications/{kind}", _request(message, text))
        except HTTPError as error:
            _refused(error, message)
        except URLError as error:  # no line was made
            raise Trouble(str(error.reason)) from error
        except (OSError, HTTPException, ValueError) as error:
            raise Unclear(f"The line to GOV.UK Notify broke ({type(error).__name__})") from error

    def look(self, message: Message) -> Receipt | None:
        """Return what Notify knows of a message; None where it never came there. Raises `Trouble`."""
        query = urlencode({"reference": str(message.pk)})
        try:
            found = _ask(f"/v2/notifications?{query}")["notifications"]
            return receipt_of(found[0]) if found else None
        except (OSError, HTTPException, NotUnderstood, KeyError, TypeError, ValueError) as error:
            raise Trouble(f"GOV.UK Notify could not be asked ({type(error).__name__})") from error


def _request(message: Message, text: str) -> dict[str, Any]:
    """Return the request for one message: the words go into one template that holds nothing but them."""
    said = {"subject": message.subject, "message": text} if message.to_email else {"message": text}
    where = {"email_address": message.to_email} if message.to_email else {"phone_number": message.to_phone}
    template = (
        settings.BATON_NOTIFY_EMAIL_TEMPLATE if message.to_email else settings.BATON_NOTIFY_TEXT_TEMPLATE
    )
    return where | {"template_id": template, "personalisation": said, "reference": str(message.pk)}


def _ask(path: str, given: dict[str, Any] | None = None) -> Any:
    key = key_of(settings.BATON_NOTIFY_KEY)
    asked = Request(
        settings.BATON_NOTIFY_URL.rstrip("/") + path,
        data=None if given is None else json.dumps(given).encode(),
        headers={
            "Authorization": f"Bearer {token(key, dates.now())}",
            "Content-Type": "application/json",
        },
    )
    with build_opener(NoRedirect).open(asked, timeout=PATIENCE) as answer:
        return json.loads(answer.read(MOST))


def _refused(error: HTTPError, message: Message) -> None:
    """Turn a refusal into what to do: an address that cannot be is given up, what an operator can mend waits."""
    try:
        faults = faults_of(json.loads(error.read(MOST)))
    except (OSError, HTTPException, ValueError):
        faults = []
    because = " ".join([str(error.code), *faults]).replace(message.address, "the address")
    if error.code == 400 and is_about_the_address(faults):
        raise Refused(because, dead_address=True) from error
    if error.code >= 500:  # it may have been taken before something broke
        raise Unclear(because) from error
    raise Trouble(because) from error
