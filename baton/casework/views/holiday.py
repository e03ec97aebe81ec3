"""Before a school holiday: the cases led from a school that have nobody for it, and what can be done about each."""

from django.http import HttpResponse
from django.shortcuts import render

from baton import journal
from baton.casework.models import listing
from baton.casework.models.holiday import holiday, still_paused, uncovered
from baton.casework.models.reach import workable
from baton.casework.permissions import can_see_cases
from baton.casework.presenters.listing import needed
from baton.casework.presenters.pause import CLOCK_WORDS
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("family", "Family", ("family__name", "reference")),
    Column("lead", "Leads", ("lead_name", "reference")),
    Column("next", "What is needed", ("next_due", "reference")),
    Column("do", "What to do"),
)
QUERY = "holiday"


@allowed(can_see_cases)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the cases that the school holiday ahead leaves without anybody, and clocks nobody started again after one."""
    today = dates.today()
    shown = Listing(
        request,
        listing.listed(uncovered(request.user, today)),
        columns=COLUMNS,
        caption="Cases without anybody in the school holiday",
        noun="case",
        sort="next",
    )
    ids = [case.pk for case in shown.page]
    over = list(still_paused(request.user, today).select_related("case__family").order_by("from_on", "pk"))
    families = {case.family_id for case in (*shown.page, *(pause.case for pause in over))}
    journal.access.seen_many(request, families=families, what="list")
    may_pause = set(workable(request.user).filter(pk__in=ids).values_list("pk", flat=True))
    context = {
        "listing": shown,
        "holiday": holiday(today),
        "may_pause": may_pause,
        "needed": needed,
        "still_paused": [(pause, CLOCK_WORDS.get(pause.clock, pause.clock)) for pause in over],
    }
    return render(request, "casework/holiday/index.jinja", context)


def asked_for_holiday(request: PractitionerRequest) -> bool:
    """Say whether a page was opened from this list, to be filled in for the holiday."""
    return request.GET.get("for") == QUERY


def holiday_reason() -> str:
    """Say for which holiday somebody stands in; nothing where none is near."""
    near = holiday(dates.today())
    days = (dates.day_words(near.first), dates.day_words(near.last)) if near else ()
    return f"School holiday, {days[0]} to {days[1]}" if days else ""
