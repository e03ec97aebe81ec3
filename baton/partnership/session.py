"""When a sign-in ends, how it is prolonged, and where somebody is signed in. Source: architecture rule 7, WCAG 2.2.1."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from baton.core import dates
from baton.partnership.fresh import believed_there
from baton.partnership.models import Practitioner
from baton.partnership.session_store import ENDS, NOTED_EVERY, SessionStore
from baton.ui.frame import SignIn

PROLONGED = timedelta(hours=1)
"""How much longer one stays signed in when one asks for it (ours): an hour, so that a screen left alone still ends."""


def begin(request: HttpRequest) -> None:
    """Let the sign-in end at a set moment, whatever is opened meanwhile."""
    end_at(request.session, dates.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def prolong(request: HttpRequest) -> None:
    """Let the sign-in last for `PROLONGED` from now, where it would end earlier."""
    until, ends = dates.now() + PROLONGED, store_of(request).latest_end()
    if ends and ends < until:
        end_at(request.session, until)


def store_of(request: HttpRequest) -> SessionStore:
    """Return the session of a request as it is kept here."""
    return cast(SessionStore, request.session)


def end_at(session: SessionBase, moment: datetime) -> None:
    """Let a sign-in end at a moment."""
    session[ENDS] = moment.isoformat()


def renew(request: HttpRequest) -> None:
    """Give the sign-in a new key after a fresh sign-in: whoever learnt the old one holds nothing (ASVS 5.0 7.2.4)."""
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def renewing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view that takes a fresh sign-in renew the session as soon as it has noted one."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = len(get_authentication_records(request, request.user))
        answer = view(request, *args, **kwargs)
        if len(get_authentication_records(request, request.user)) > before:
            renew(request)
        return answer

    return asked


def session_of(request: HttpRequest) -> SignIn | None:
    """Tell the page how long the sign-in lasts; nothing where no end was set."""
    session = getattr(request, "session", None)
    if session is None or ENDS not in session:
        return None
    left = session.end() - dates.now()
    who = salted_hmac("baton.partnership.session", str(request.user.pk)).hexdigest()[:16]
    return SignIn(int(left.total_seconds()), reverse("account_sign_in_time"), who, reverse("account_login"))


def has_second_factor(request: HttpRequest) -> bool:
    """Tell whether more than a password stands behind this sign-in: a factor here, or one at the organisation where that
    is believed.
    """
    there = believed_there(request)
    return bool(there and there["has_second_factor"]) or bool(is_mfa_enabled(request.user))


def seen(request: HttpRequest) -> None:
    """Note that whoever signed in is here, at most once in `NOTED_EVERY`; a sign-in left alone ends an hour later."""
    session, now = store_of(request), dates.now()
    if ENDS not in session or not session.session_key or not session.is_use:
        return
    end = session.end()
    if end != session.noted_end:  # its end alone is written: what others save in the session meanwhile stays
        Session.objects.filter(session_key=session.session_key, expire_date__lt=end).update(expire_date=end)
    elif end != session.latest_end():  # else it is the last hour: the end stays, though one is here
        return
    here = UserSession.objects.filter(session_key=session.session_key)
    here.filter(last_seen_at__lte=now - NOTED_EVERY).update(last_seen_at=now)


def sessions_in_force(practitioner: Practitioner, *, at: datetime) -> list[UserSession]:
    """Return the sign-ins with which somebody can open a page now, the latest seen first.

    Left out is what has ended: by time, by a new password, or because the practitioner left.
    """
    if not practitioner.is_active:
        return []
    kept = {session.session_key: session for session in UserSession.objects.filter(user_id=practitioner.pk)}
    password = practitioner.get_session_auth_hash()
    stored = Session.objects.filter(session_key__in=list(kept), expire_date__gt=at)
    found = [
        kept[each.session_key] for each in stored if each.get_decoded().get(HASH_SESSION_KEY) == password
    ]
    return sorted(found, key=lambda session: session.last_seen_at, reverse=True)


def clear_sessions(*, at: datetime) -> int:
    """Forget from where somebody was signed in once that sign-in is over, and return how many were forgotten."""
    running = Session.objects.filter(expire_date__gt=at).values("session_key")
    return UserSession.objects.exclude(session_key__in=running).delete()[0]
