"""What nobody holds yet: the hub manager's lists."""

from django.http import HttpResponse
from django.shortcuts import render

from baton import journal
from baton.core import dates
from baton.frontdoor.permissions import can_see_manager_lists
from baton.frontdoor.presenters.lists import MOST, lists_for
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed


@allowed(can_see_manager_lists)
def lists(request: PractitionerRequest) -> HttpResponse:
    """Show what waits for somebody: stops without a receipt, families to be placed, cases to open, people to tell."""
    shown = lists_for(request.user, dates.now())
    journal.access.seen_many(request, families=shown.family_ids, what="list")
    context = {
        "lists": shown,
        "most": MOST,
        "profile": profiles.current(),
    }
    return render(request, "frontdoor/board/lists.jinja", context)
