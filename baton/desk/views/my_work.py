"""My work: what needs me, in the order in which it is due."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from baton import journal
from baton.desk import numbers, work
from baton.partnership.guard import PractitionerRequest, signed_in


@signed_in
def my_work(request: PractitionerRequest) -> HttpResponse:
    """Show what waits for the person signed in, what they wait for, and the numbers of what they look after."""
    now = timezone.now()
    items = work.my_items(request.user)
    journal.access.seen_many(request, families={item.family for item in items if item.family}, what="list")
    context = {
        "items": items,
        "sections": work.in_sections(items, now),
        "waiting": work.waiting_for_others(request.user),
        "numbers": numbers.numbers_of(request.user, now),
        "unsent": work.not_sent_yet(request.user),
    }
    return render(request, "desk/my_work.jinja", context)
