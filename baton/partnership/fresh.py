"""A fresh sign-in: who is about to do something grave says once more who they are, however long signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def is_fresh(request: HttpRequest) -> bool:
    """Say whether whoever asks has entered their password or code again within `ACCOUNT_REAUTHENTICATION_TIMEOUT`.

    The library takes somebody who has neither for fresh; here they are not.
    """
    return bool(get_reauthentication_flows(request.user)) and did_recently_reauthenticate(request)


def ask_again(request: HttpRequest) -> HttpResponse:
    """Lead to the page that asks for it, and from there back to this address."""
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")


def afresh(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view be opened after a fresh sign-in alone: it asks for one, and leads back."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if is_fresh(request) else ask_again(request)

    return asked
