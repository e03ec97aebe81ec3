"""The cases that nobody leads: the list."""

from django.http import HttpResponse
from django.shortcuts import render

from baton import journal
from baton.casework.forms.several import UnledFilter
from baton.casework.models import unled as rows
from baton.casework.permissions import can_see_unled
from baton.casework.permissions.case import SCREENS_REGISTER
from baton.casework.presenters.unled import unled
from baton.core import dates
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("family", "Family", ("family__name", "reference")),
    Column("waits", "Nobody leads", ("unled_since", "reference")),
    Column("asked", "Who is asked"),
    Column("coordinator", profiles.said(lambda words: words.coordinator.start)),
    Column("next", "What to do"),
)


@allowed(can_see_unled)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the cases that nobody leads now, the longest waiting first."""
    form = UnledFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    shown = Listing(
        request,
        rows.unled(request.user, chosen, dates.now()),
        columns=COLUMNS,
        caption="Cases that nobody leads",
        noun="case",
        sort="waits",
        filters=form,
    )
    journal.access.seen_many(request, families=[case.family_id for case in shown.page], what="list")
    rules, today = profiles.current().allocation, dates.today()
    screens = request.user.has_role(*SCREENS_REGISTER)
    lines = {case.pk: unled(case, rules, today, screens=screens) for case in shown.page}
    context = {"listing": shown, "lines": lines}
    return render(request, "casework/unled/index.jinja", context)
