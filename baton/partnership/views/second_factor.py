"""Taking away the second factor of somebody who lost it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from baton.core.dates import local_day
from baton.partnership.actions import second_factor as actions
from baton.partnership.actions.two_people import NeedsAnother
from baton.partnership.forms.second_factor import TakeAwayForm
from baton.partnership.fresh import afresh
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Practitioner
from baton.partnership.permissions import can_manage_practitioners, can_mend_sign_in
from baton.partnership.presenters import second_factor_words
from baton.ui import moments

ANOTHER = (
    "You put right their address, so another system administrator takes their second factor away: nobody does both. "
    "You may from {}."
)


@allowed(can_manage_practitioners)
@afresh
def take_away(request: PractitionerRequest, practitioner_id: UUID) -> HttpResponse:
    """Take away all of somebody's second factor, with a reason; 404 where they have none."""
    practitioner = get_object_or_404(Practitioner.objects.working(), pk=practitioner_id)
    if not can_mend_sign_in(request.user, practitioner):
        raise PermissionDenied
    held = second_factor_words(practitioner)
    if not held:
        raise Http404("They have no second factor")
    form = TakeAwayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.take_away(practitioner=practitioner, **form.values, by=request.user, at=timezone.now())
        except NeedsAnother as refusal:
            form.add_error(None, ANOTHER.format(moments.day(local_day(refusal.on))))
        else:
            messages.success(
                request, f"The second factor of {practitioner.name} is taken away. We have written to them."
            )
            return redirect("practitioner_page", practitioner_id=practitioner.pk)
    context = {"form": form, "practitioner": practitioner, "held": held}
    return render(request, "partnership/second_factor/take_away.jinja", context)
