"""Asking for an account, and deciding on it."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from baton.partnership.actions import account_request as actions
from baton.partnership.actions.practitioner import AddressTaken
from baton.partnership.forms.account_request import (
    ApproveAccountForm,
    AskForAccountForm,
    RefuseAccountForm,
)
from baton.partnership.fresh import afresh
from baton.partnership.guard import PractitionerRequest, allowed, public
from baton.partnership.models import AccountRequest
from baton.partnership.permissions import can_decide_account_requests
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("name", "Who asks", "name"),
    Column("organisation", "Organisation", ("organisation__name", "asked_at")),
    Column("why", "For what"),
    Column("asked", "Asked", ("asked_at", "pk")),
)
TOO_MANY = "We have had many requests from your network. Your words are still here. Try again in an hour."
DECIDED = "Somebody else has decided this request meanwhile."


@public
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Take a request for an account; what is answered is the same for every address."""
    form = AskForAccountForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        if ratelimit.consume(request, action="account_request", key=form.values["email"].lower()):
            actions.ask(new=form.new_request(), at=timezone.now())
            return redirect("account_request_sent")
        form.add_error(None, TOO_MANY)
        status = 429
    return render(request, "partnership/account_request/ask.jinja", {"form": form}, status=status)


@public
def sent(request: HttpRequest) -> HttpResponse:
    """Say what happens next."""
    return render(request, "partnership/account_request/sent.jinja")


@allowed(can_decide_account_requests)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the requests that wait for somebody to decide."""
    listing = Listing(
        request,
        AccountRequest.objects.for_decider(request.user).waiting().select_related("organisation"),
        columns=COLUMNS,
        caption="Requests for an account",
        noun="request",
        sort="asked",
    )
    return render(request, "partnership/account_request/index.jinja", {"listing": listing})


@allowed(can_decide_account_requests)
@afresh
def approve(request: PractitionerRequest, account_request_id: UUID) -> HttpResponse:
    """Say what the account is for, and make it."""
    asked = _waiting(request, account_request_id)
    form = ApproveAccountForm(
        request.POST if request.method == "POST" else None,
        decider=request.user,
        organisation=asked.organisation,
    )
    if form.is_valid():
        try:
            actions.approve(request=asked, approval=form.approval(), by=request.user, at=timezone.now())
        except AddressTaken:
            form.add_error(
                None,
                "Somebody signs in with this address already. Refuse the request, or ask a system administrator "
                "to add the organisation to their account",
            )
        except actions.DecidedAlready:
            messages.warning(request, DECIDED)
            return redirect("account_request_index")
        else:
            messages.success(request, f"{asked.name} has an account. The link to begin with is on its way.")
            return redirect("account_request_index")
    return render(request, "partnership/account_request/approve.jinja", {"form": form, "asked": asked})


@allowed(can_decide_account_requests)
def refuse(request: PractitionerRequest, account_request_id: UUID) -> HttpResponse:
    """Refuse the request, with a reason."""
    asked = _waiting(request, account_request_id)
    form = RefuseAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.refuse(request=asked, **form.values, by=request.user, at=timezone.now())
        except actions.DecidedAlready:
            messages.warning(request, DECIDED)
        else:
            messages.success(request, f"{asked.name} is told that there is no account, and why.")
        return redirect("account_request_index")
    return render(request, "partnership/account_request/refuse.jinja", {"form": form, "asked": asked})


def _waiting(request: PractitionerRequest, account_request_id: UUID) -> AccountRequest:
    mine = AccountRequest.objects.for_decider(request.user).waiting().select_related("organisation")
    return get_object_or_404(mine, pk=account_request_id)
