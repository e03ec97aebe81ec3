"""Asking agencies what they know: the form, taking a request back, and who has not answered."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from baton import journal
from baton.core import dates
from baton.frontdoor.actions import information as actions
from baton.frontdoor.forms.information import (
    AskForm,
    recipient_forms,
    recipient_of,
    recipients_of,
)
from baton.frontdoor.forms.screening import ReasonForm
from baton.frontdoor.models import Enquiry, InformationRequest
from baton.frontdoor.permissions import can_ask_agencies, can_see_board
from baton.frontdoor.presenters.enquiry import involvements_of
from baton.frontdoor.presenters.joint import joint, requests_of
from baton.frontdoor.views.loading import get_enquiry_or_refuse
from baton.frontdoor.views.screening import to_screen
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.forms import Repeated
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("due", "Due", "due_at"),
    Column("enquiry", "Enquiry"),
    Column("whom", "Whom we asked"),
    Column("reminders", "Reminders", "reminders"),
    Column("claimed", "Who screens it"),
)
REFUSALS = (
    actions.NothingToAsk,
    actions.CannotAskFor,
    actions.MayNotSee,
    actions.ClosedOut,
    actions.AskedAlready,
)


@allowed(can_see_board)
def ask(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Ask one agency or several what they know about the people an enquiry names."""
    enquiry = to_screen(request, enquiry_id)
    if not can_ask_agencies(request.user, enquiry):
        raise PermissionDenied
    named = list(enquiry.people.order_by("position"))
    if request.method != "POST":
        first = recipient_forms(initial=_from_involvement(request, enquiry))
        return _ask_page(request, enquiry, AskForm(enquiry=enquiry, named=named), first)
    recipients = recipient_forms(data=request.POST)
    if recipients.pressed:
        return _ask_page(
            request, enquiry, AskForm(draft=request.POST, enquiry=enquiry, named=named), recipients
        )
    form = AskForm(request.POST, enquiry=enquiry, named=named)
    if all([form.is_valid(), recipients.is_valid()]):
        try:
            return redirect(_ask(request, enquiry, form, recipients))
        except REFUSALS as refused:
            form.add_error(None, str(refused))
    return _ask_page(request, enquiry, form, recipients, status=422)


def _ask(request: PractitionerRequest, enquiry: Enquiry, form: AskForm, recipients: Repeated) -> str:
    actions.ask(
        enquiry=enquiry,
        asking=form.asking,
        recipients=recipients_of(recipients),
        by=request.user,
        at=dates.now(),
    )
    return reverse("enquiry_page", args=[enquiry.pk]) + "#agencies"


def _from_involvement(request: PractitionerRequest, enquiry: Enquiry) -> list[dict[str, str]]:
    """Return what is known of somebody involved whom the reader chose to ask, for the first of the forms."""
    chosen = request.GET.get("involvement", "")
    return [recipient_of(one) for one in involvements_of(enquiry) if str(one.pk) == chosen]


def _ask_page(
    request: PractitionerRequest, enquiry: Enquiry, form: AskForm, recipients: Repeated, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "recipients": recipients,
        "enquiry": enquiry,
        "involved": [one for one in involvements_of(enquiry) if one.practitioner],
    }
    return render(request, "frontdoor/information/ask.jinja", context, status=status)


@allowed(can_see_board)
def withdraw(request: PractitionerRequest, enquiry_id: UUID, information_request_id: UUID) -> HttpResponse:
    """Take a request back, after asking why."""
    enquiry = to_screen(request, enquiry_id)
    asked_for = get_object_or_404(enquiry.information_requests.all(), pk=information_request_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_request(
                request=asked_for, reason=form.cleaned_data["reason"], by=request.user, at=dates.now()
            )
        except actions.NoLongerNeeded as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("enquiry_page", enquiry_id)
    context = {"form": form, "enquiry": enquiry, "asked": asked_for}
    return render(request, "frontdoor/information/withdraw.jinja", context)


@allowed(can_see_board)
def unanswered(request: PractitionerRequest) -> HttpResponse:
    """List the agencies that have not answered, the latest due first."""
    found = InformationRequest.objects.visible_to(request.user).open()
    listing = Listing(
        request,
        found.select_related("enquiry__claimed_by", "organisation", "practitioner"),
        columns=COLUMNS,
        caption="Agencies that have not answered",
        noun="agency",
        nouns="agencies",
        sort="due",
    )
    families = {row.enquiry.family_id for row in listing.page if row.enquiry.family_id}
    journal.access.seen_many(request, families=families, what="list")
    return render(request, "frontdoor/information/unanswered.jinja", {"listing": listing})


@allowed(can_see_board)
def agencies(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Show what each agency knows on a page of its own, to be printed."""
    enquiry = get_enquiry_or_refuse(request, enquiry_id)
    now = dates.now()
    found = joint(enquiry, involvements_of(enquiry), requests_of(enquiry), now)
    context = {"enquiry": enquiry, "joint": found, "now": now}
    return render(request, "frontdoor/information/agencies.jinja", context)
