"""Unusual reading: the list, and looking into one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.oversight.actions.reading import AlreadyClosed, OwnReading, close
from baton.oversight.forms.reading import ClosingForm, ReadingFilter
from baton.oversight.models import UnusualReading
from baton.oversight.models.reading import read_in
from baton.oversight.permissions import can_close_unusual_reading, can_see_unusual_reading
from baton.oversight.presenters.reading import ReadFamilies, reading_line
from baton.oversight.rules.reading import Finding
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("noticed", "Noticed", "noticed_at"),
    Column("who", "Who", "practitioner__name"),
    Column("why", "Why"),
    Column("state", "What was found"),
)
READ_COLUMNS = (Column("family", "Family"), Column("when", "When"), Column("times", "Pages", numeric=True))


@allowed(can_see_unusual_reading)
def index(request: PractitionerRequest) -> HttpResponse:
    """List unusual reading, the newest first; at first what nobody has looked into."""
    form = ReadingFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = UnusualReading.objects.visible_to(request.user).select_related("practitioner", "closed_by")
    rows = rows.exclude(closed_at=None) if chosen.get("show") == "closed" else rows.open()
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    listing = Listing(
        request, rows, columns=COLUMNS, caption="Unusual reading", noun="alert", sort="-noticed", filters=form
    )
    return render(request, "oversight/reading/index.jinja", {"listing": listing, "line": reading_line})


@allowed(can_see_unusual_reading)
def page(request: PractitionerRequest, alert_id: UUID) -> HttpResponse:
    """Show an alert and the families that were opened, as far as the reader may see them; close it with a reason."""
    rows = UnusualReading.objects.visible_to(request.user).select_related("practitioner", "closed_by")
    row = get_object_or_404(rows, pk=alert_id)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        finding, reason = Finding(form.values["finding"]), form.values["reason"]
        try:
            close(reading=row, finding=finding, reason=reason, by=request.user, at=timezone.now())
        except (AlreadyClosed, OwnReading) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("unusual_reading_list")
    listing = Listing(
        request,
        read_in(row, request.user),
        columns=READ_COLUMNS,
        caption="Families that were opened",
        noun="family",
        nouns="families",
    )
    journal.access.seen_many(request, families=[one["family_id"] for one in listing.page], what="log")
    context = {
        "form": form,
        "line": reading_line(row),
        "reading": row,
        "listing": listing,
        "read": ReadFamilies(list(listing.page)),
        "may_close": can_close_unusual_reading(request.user, row),
        "cancel_url": reverse("unusual_reading_list"),
    }
    return render(request, "oversight/reading/page.jinja", context)
