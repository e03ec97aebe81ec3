"""A fresh sign-in: who is about to do something grave says once more who they are, however long signed in."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

PROVIDER = "signed_in_by_provider"
"""Where a session keeps which organisation's own sign-in it began with."""


def is_fresh(request: HttpRequest) -> bool:
    """Say whether whoever asks has proved again who they are within `ACCOUNT_REAUTHENTICATION_TIMEOUT`: by password, code
    or passkey, or at their organisation.

    The library takes somebody who has none of these here for fresh; they are not.
    """
    records = get_authentication_records(request, request.user)
    again = [record["at"] for record in records if record.get("reauthenticated")]
    return bool(again) and time.time() - again[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again(request: HttpRequest) -> HttpResponse:
    """Lead to where it is asked (the organisation, for whoever signed in there), and from there back to this address."""
    page = "account_provider_again" if PROVIDER in request.session else "account_reauthenticate"
    return redirect(f"{reverse(page)}?{urlencode({'next': request.path})}")


def afresh(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view be opened after a fresh sign-in alone: it asks for one, and leads back."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if is_fresh(request) else ask_again(request)

    return asked
