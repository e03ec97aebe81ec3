"""Addresses that do not work: the list, and saying that one works after all."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from baton.notices.actions import bounce as actions
from baton.notices.models import Bounce
from baton.notices.permissions import can_see_bounces
from baton.partnership.guard import PractitionerRequest, allowed, signed_in
from baton.ui.forms import Form
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("who", "Who", ("practitioner__name", "practitioner__email")),
    Column("address", "Address", "address"),
    Column("since", "Since", "bounced_at"),
    Column("why", "What the mail server said"),
    Column("works", "Do"),
)


@allowed(can_see_bounces)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the addresses that do not work, the longest first."""
    listing = Listing(
        request,
        Bounce.objects.open().visible_to(request.user).select_related("practitioner"),
        columns=COLUMNS,
        caption="Addresses that do not work",
        noun="address",
        nouns="addresses",
        sort="since",
    )
    return render(request, "notices/bounce/index.jinja", {"listing": listing})


@signed_in
def confirm(request: PractitionerRequest, bounce_id: UUID) -> HttpResponse:
    """Ask whether an address works, one's own or one that one looks after, and write to it again."""
    seen = Bounce.objects.visible_to(request.user).select_related("practitioner")
    bounce = get_object_or_404(seen, pk=bounce_id)
    form = Form(request.POST if request.method == "POST" else None)
    goes_back = "bounce_index" if can_see_bounces(request.user) else "notice_preferences"
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm(bounce=bounce, by=request.user, at=timezone.now())
        except actions.AlreadyConfirmed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"We write to {bounce.address} again.")
            return redirect(goes_back)
    context = {
        "form": form,
        "bounce": bounce,
        "cancel_url": goes_back,
        "is_own": bounce.practitioner == request.user,
    }
    return render(request, "notices/bounce/confirm.jinja", context)
