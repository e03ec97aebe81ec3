"""Putting right the address with which somebody signs in."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from baton.core.dates import local_day
from baton.partnership.actions import sign_in_address as actions
from baton.partnership.actions.practitioner import AddressTaken
from baton.partnership.actions.two_people import NeedsAnother
from baton.partnership.forms.sign_in_address import CorrectAddressForm
from baton.partnership.fresh import afresh
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Practitioner
from baton.partnership.permissions import can_manage_practitioners, can_mend_sign_in
from baton.ui import moments

ANOTHER = (
    "You took away their second factor, so another system administrator puts right their address: nobody does both. "
    "You may from {}."
)


@allowed(can_manage_practitioners)
@afresh
def correct(request: PractitionerRequest, practitioner_id: UUID) -> HttpResponse:
    """Let somebody sign in with another address."""
    practitioner = get_object_or_404(Practitioner.objects.working(), pk=practitioner_id)
    if not can_mend_sign_in(request.user, practitioner):
        raise PermissionDenied
    form = CorrectAddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            changed = actions.correct_address(
                practitioner=practitioner, email=form.values["email"], by=request.user, at=timezone.now()
            )
        except actions.SameAddress:
            form.add_error("email", "This is the address they sign in with now")
        except NeedsAnother as refusal:
            form.add_error(None, ANOTHER.format(moments.day(local_day(refusal.on))))
        except AddressTaken:
            form.add_error("email", "Somebody else signs in with this address: look them up in the list")
        else:
            messages.success(request, f"We have written to {changed.email}, and to the old address.")
            return redirect("practitioner_page", practitioner_id=practitioner.pk)
    context = {"form": form, "practitioner": practitioner}
    return render(request, "partnership/sign_in_address/correct.jinja", context)
