"""Search before create: who is known already, within the scope of whoever asks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.core import drafts
from baton.partnership.guard import allowed
from baton.partnership.models import Practitioner
from baton.people import search as searching
from baton.people.access import get_family_or_refuse, signed_in_as
from baton.people.forms.search import SearchForm, typed_in
from baton.people.models import Family
from baton.people.permissions import can_create_family, can_edit_family, can_search
from baton.people.presenters import identity, present_match
from baton.people.views.deeds import require
from baton.people.views.new_family import FORM
from baton.ui import searches

SHOWN = 20
"""How many people a search shows; more are asked to be narrowed down (ours)."""


@allowed(can_search)
@searches.by_post(SearchForm)
def family_search(request: HttpRequest) -> HttpResponse:
    """Find people and families; then, for those who may, add a family that was not found."""
    practitioner = signed_in_as(request)
    may_create = can_create_family(practitioner)
    context = _searched(request, None) | {
        "may_create": may_create,
        "waiting": _waiting(practitioner) if may_create else [],
    }
    return render(request, "people/search/families.jinja", context)


@allowed(can_search)
@searches.by_post(SearchForm)
def member_search(request: HttpRequest, family_id: Any) -> HttpResponse:
    """Find who is to join a family; then let them join, or add somebody new."""
    family = get_family_or_refuse(request, family_id)
    require(can_edit_family(signed_in_as(request), family))
    shown = identity(family, signed_in_as(request))
    return render(
        request,
        "people/search/members.jinja",
        _searched(request, family) | {"family": family, "identity": shown},
    )


def _searched(request: HttpRequest, family: Family | None) -> dict[str, Any]:
    practitioner = signed_in_as(request)
    search = request.GET.get(searches.SEARCH, "")
    form = SearchForm(searches.asked(request, SearchForm) if search else None)
    context: dict[str, Any] = {"form": form, "matches": None, "more": False, "search": search}
    if not form.is_bound or not form.is_valid():
        return context
    asked = form.asked(timezone.localdate())
    found = searching.find(asked, practitioner, SHOWN + 1)
    shown = found[:SHOWN]
    for match in shown:
        for each in match.families or (None,):
            journal.access.seen(request, person=match.person, family=each, what="search")
    return context | {
        "matches": [present_match(match, joining=family) for match in shown],
        "more": len(found) > SHOWN,
    }


def _waiting(practitioner: Practitioner) -> list[tuple[str, str]]:
    """Return the families that the practitioner has half written down: in which words, and where to go on."""
    found = []
    for draft in drafts.of_owner(str(practitioner.pk)):
        typed = typed_in(draft.data.get("searched", [""])[0]) if draft.form == FORM else None
        if typed:
            words = (draft.data.get("name") or [""])[0] or typed["q"] or "A family without a name yet"
            found.append((words, f"{reverse('family_new')}?draft={draft.subject}"))
    return found
