"""Caseloads, limits and stand-ins for those who look after them, and what is late by team and why."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from baton.casework.forms.caseload import CaseloadFilter
from baton.casework.models.caseload import caseload_of, late_by_team
from baton.casework.permissions import can_see_caseloads
from baton.casework.rules.listing import NEED_LABELS, WHY_LATE
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("name", "Who", lambda row: row.membership.practitioner.name),
    Column("leads", "Leads", lambda row: row.leads_now, numeric=False),
    Column("cases", "Cases you may see", lambda row: row.counts.cases),
    Column("late", "Late", lambda row: row.counts.late.get("late", 0)),
    Column("away", "Stand-ins"),
)


@allowed(can_see_caseloads)
def index(request: PractitionerRequest) -> HttpResponse:
    """Show who leads how many cases of how many at most, what is late and why, and who stands in for whom."""
    form = CaseloadFilter(request.GET)
    chosen = form.cleaned_data.get("organisation") if form.is_valid() else ""
    now = dates.now()
    rows = caseload_of(request.user, UUID(chosen) if chosen else None, now)
    shown = Listing(
        request,
        rows,
        columns=COLUMNS,
        caption="Caseloads",
        noun="practitioner",
        sort="-late",
        filters=form,
    )
    context = {
        "listing": shown,
        "teams": late_by_team(request.user, rows, now),
        "why": [(need, NEED_LABELS[need]) for need in WHY_LATE],
    }
    return render(request, "casework/caseload/index.jinja", context)
