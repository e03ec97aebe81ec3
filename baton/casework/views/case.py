"""The list of cases, and the overview of one."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from baton import journal
from baton.casework.forms.case import CaseFilter
from baton.casework.models import Case, listing
from baton.casework.permissions import (
    can_allocate,
    can_answer_proposal,
    can_arrange_stand_in,
    can_download_cases,
    can_refuse,
    can_screen_entry,
    can_see_cases,
    can_see_information,
)
from baton.casework.permissions.step import can_take_step
from baton.casework.presenters.frame import case_frame
from baton.casework.presenters.listing import HEAD, lines, needed
from baton.casework.presenters.overview import overview
from baton.casework.rules.case import CaseState
from baton.casework.views.document import shelf_of
from baton.casework.views.loading import get_case_or_refuse, standing_of
from baton.core import dates
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.people.pages import pages_for
from baton.ui import searches, spreadsheets
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("family", "Family", ("family__name", "reference")),
    Column("needed", "What is needed", ("next_due", "reference")),
    Column("lead", "Leads", ("lead_name", "reference")),
    Column("level", "Level", ("level_now", "reference")),
    Column("opened", "Opened", ("opened_on", "reference")),
)
SHOWN = 3
"""The newest documents that the overview names; their own page has them all (ours)."""


@allowed(can_see_cases)
@searches.by_post(CaseFilter)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the cases that the reader may see, narrowed as they ask."""
    form = _filter(request)
    shown = Listing(
        request,
        _narrowed(request, form),
        columns=COLUMNS,
        caption="Cases",
        noun="case",
        sort="needed",
        filters=form,
        download_url=reverse("case_download") if can_download_cases(request.user) else "",
        pages=pages_for(request.user),
    )
    journal.access.seen_many(request, families=[case.family_id for case in shown.page], what="list")
    context = {"listing": shown, "needed": needed, "profile": profiles.current()}
    return render(request, "casework/case/index.jinja", context)


@allowed(can_download_cases)
@searches.by_post(CaseFilter, back="case_list")
def download(request: PractitionerRequest) -> HttpResponse:
    """Give the list as it is narrowed and sorted, as a file for a spreadsheet; each family is noted as exported."""
    form = _filter(request)
    shown = Listing(request, _narrowed(request, form), columns=COLUMNS, caption="Cases", sort="needed")
    cases = list(shown.page.paginator.object_list)
    journal.access.seen_many(request, families=[case.family_id for case in cases], what="export")
    return spreadsheets.answer("cases", HEAD, lines(cases, profiles.current()))


def _filter(request: PractitionerRequest) -> CaseFilter:
    profile = profiles.current()
    return CaseFilter(searches.asked(request, CaseFilter), agencies=list(profile.lead_agency_types.choices))


def _narrowed(request: PractitionerRequest, form: CaseFilter) -> QuerySet[Case]:
    chosen = form.cleaned_data if form.is_valid() else {}
    return listing.listed(listing.narrowed(request.user, chosen, dates.now()))


@allowed(can_see_cases)
def page(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show how a case stands: its next step first, then what is due, who is there, what happened."""
    case = get_case_or_refuse(request, case_id)
    standing = standing_of(case)
    frame = case_frame(standing, "case")
    step = frame.next.url_name if frame.next else ""
    context = {
        "case_frame": frame,
        "overview": overview(standing, request.user, step),
        "documents": shelf_of(request, case).latest(SHOWN),
        "may": {
            "take_step": can_take_step(request.user, case, step),
            "allocate": can_allocate(request.user, case),
            "answer_proposal": can_answer_proposal(request.user, case),
            "refuse": can_refuse(request.user, case),
            "stand_in": can_arrange_stand_in(request.user, case),
            "see_information": can_see_information(request.user, case),
            "screen": can_screen_entry(request.user, case),
        },
        "stand_in": standing.stand_in,
        "closed": case.state == CaseState.CLOSED,
    }
    return render(request, "casework/case/page.jinja", context)
