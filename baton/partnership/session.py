"""When a sign-in ends, and how it is prolonged. Source: architecture rule 7, WCAG 2.2.1."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from baton.core import dates
from baton.ui.frame import SignIn

PROLONGED = timedelta(hours=1)
"""How much longer one stays signed in when one asks for it (ours): an hour, so that a screen left alone still ends."""

ENDS = "_session_expiry"
"""Where the framework keeps the moment at which a session ends."""


def begin(request: HttpRequest) -> None:
    """Let the sign-in end at a set moment, whatever is opened meanwhile."""
    request.session.set_expiry(dates.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def prolong(request: HttpRequest) -> None:
    """Let the sign-in last for `PROLONGED` from now, where it would end earlier."""
    until = dates.now() + PROLONGED
    if request.session.get_expiry_date() < until:
        request.session.set_expiry(until)


def session_of(request: HttpRequest) -> SignIn | None:
    """Tell the page how long the sign-in lasts; nothing where no end was set."""
    session = getattr(request, "session", None)
    if session is None or ENDS not in session:
        return None
    left = session.get_expiry_date() - dates.now()
    who = salted_hmac("baton.partnership.session", str(request.user.pk)).hexdigest()[:16]
    return SignIn(int(left.total_seconds()), reverse("account_sign_in_time"), who, reverse("account_login"))
