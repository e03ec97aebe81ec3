"""A child may be at risk of significant harm: the number to ring now, and what is kept."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from baton.core import dates, drafts
from baton.frontdoor.actions.stop import ReceiptRecorded, record_receipt, record_stop
from baton.frontdoor.forms.screening import ReceiptForm, StopForm
from baton.frontdoor.models import SafeguardingStop
from baton.frontdoor.permissions import can_make_enquiry, can_record_receipt
from baton.frontdoor.presenters.said import draft_line
from baton.frontdoor.views.enquiry import FORM, draft_asked_for
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed, before_declaring


@before_declaring
@allowed(can_make_enquiry)
def stop(request: PractitionerRequest) -> HttpResponse:
    """Show the number to ring now and social care's own route; keep who, when and which child."""
    key = draft_asked_for(request)
    form = StopForm(request.POST or None, initial={"child": _child_typed(request, key)})
    if request.method == "POST" and form.is_valid():
        return redirect(_record(request, form))
    context = {"form": form, "profile": profiles.current(), "draft_key": key}
    return render(request, "frontdoor/stop/stop.jinja", context)


def _child_typed(request: PractitionerRequest, key: str) -> str:
    """Return the first name typed into the enquiry that one left for this page, if there is one."""
    draft = drafts.load(owner_key=str(request.user.pk), form=FORM, subject=key)
    return draft_line(draft).about if draft else ""


def _record(request: PractitionerRequest, form: StopForm) -> str:
    kept = record_stop(
        child=form.cleaned_data["child"],
        organisation=request.user.main_organisation(),
        by=request.user,
        at=dates.now(),
    )
    return reverse("enquiry_stopped", args=[kept.pk])


@before_declaring
@allowed(can_make_enquiry)
def stopped(request: PractitionerRequest, stop_id: UUID) -> HttpResponse:
    """Say what was kept, and again whom to ring."""
    kept = get_object_or_404(SafeguardingStop.objects.filter(practitioner=request.user), pk=stop_id)
    return render(request, "frontdoor/stop/stopped.jinja", {"stop": kept, "profile": profiles.current()})


@allowed(can_record_receipt)
def receipt(request: PractitionerRequest, stop_id: UUID) -> HttpResponse:
    """Record that social care has received it."""
    kept = get_object_or_404(
        SafeguardingStop.objects.select_related("practitioner", "organisation"), pk=stop_id
    )
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_receipt(stop=kept, note=form.cleaned_data["note"], by=request.user, at=dates.now())
        except ReceiptRecorded as recorded:
            form.add_error(None, str(recorded))
        else:
            return redirect("enquiry_lists")
    return render(
        request, "frontdoor/stop/receipt.jinja", {"form": form, "stop": kept, "profile": profiles.current()}
    )
