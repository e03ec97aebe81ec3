"""A fresh sign-in: who is about to do something grave says once more who they are, however long signed in."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from baton.partnership.models import Practitioner, Provider
from baton.partnership.rules.provider import answers_for_all

BY_PROVIDER = "provider"
"""What the library's records of a session call a sign-in at one's organisation."""

THERE = "signed_in_there"
"""Where a session keeps which organisation's own sign-in named whom, and whether it asked them for a second factor."""

NO_PROOF_HERE = (
    "You work for more than one organisation, so the sign-in of one of them is not enough. Choose a password of your "
    "own: we send you the link. Then sign in with it and set up your second factor."
)


def note_there(
    request: HttpRequest, provider: Provider, who: Practitioner, *, has_second_factor: bool
) -> None:
    """Keep in the session whom a provider named: of nobody else who signs in with this browser does it say a word."""
    request.session[THERE] = {
        "provider": str(provider.pk),
        "organisation": str(provider.organisation_id),
        "practitioner": str(who.pk),
        "has_second_factor": has_second_factor,
    }


def believed_there(request: HttpRequest) -> dict[str, Any] | None:
    """Return what `note_there` kept of whoever is signed in; nothing where they signed in otherwise, or also work for an
    organisation that the provider does not speak for (ADR 0015).
    """
    noted: dict[str, Any] | None = request.session.get(THERE)
    user = request.user
    if noted is None or not isinstance(user, Practitioner) or noted["practitioner"] != str(user.pk):
        return None
    works_for = {str(organisation_id) for organisation_id in user.organisation_ids()}
    return noted if answers_for_all(noted["organisation"], works_for) else None


def is_fresh(request: HttpRequest) -> bool:
    """Say whether whoever asks has proved again who they are within `ACCOUNT_REAUTHENTICATION_TIMEOUT`: by password, code
    or passkey, or at their organisation where that is believed.

    The library takes somebody who has none of these here for fresh; they are not.
    """
    records = get_authentication_records(request, request.user)
    again = [record for record in records if record.get("reauthenticated")]
    if not believed_there(request):
        again = [record for record in again if record["method"] != BY_PROVIDER]
    return bool(again) and time.time() - again[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again(request: HttpRequest) -> HttpResponse:
    """Lead to where it is asked (the organisation, for whoever signed in there and is believed), and from there back to
    this address. Who has nothing here to prove it with is told how to come by a password.
    """
    if believed_there(request):
        page = "account_provider_again"
    elif get_adapter(request).get_reauthentication_methods(request.user):
        page = "account_reauthenticate"
    else:
        messages.warning(request, NO_PROOF_HERE)
        return redirect("account_reset_password")
    return redirect(f"{reverse(page)}?{urlencode({'next': request.path})}")


def afresh(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view be opened after a fresh sign-in alone: it asks for one, and leads back."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if is_fresh(request) else ask_again(request)

    return asked
