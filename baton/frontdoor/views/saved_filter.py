"""One's own filters of the board: keep, choose, forget."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from baton.core import dates
from baton.frontdoor.actions import saved_filter as actions
from baton.frontdoor.forms.board import BoardFilter
from baton.frontdoor.forms.saved_filter import SavedFilterForm, choices_of
from baton.frontdoor.models import SavedFilter
from baton.frontdoor.permissions import can_see_board
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.forms import Form
from baton.ui.lists import chips

DEFAULT, FORGET = "default", "forget"


@allowed(can_see_board)
def filters(request: PractitionerRequest) -> HttpResponse:
    """Name how the board is filtered, and keep one's filters in order."""
    if request.method == "POST" and (DEFAULT in request.POST or FORGET in request.POST):
        return _in_order(request)
    query = choices_of(request.GET)
    form = SavedFilterForm(request.POST or None, initial={"query": query})
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_filter(**form.values, by=request.user, at=dates.now())
        except (actions.TooMany, actions.NothingNarrowed) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{reverse('enquiry_board')}?{saved.query}")
    context = {
        "form": form,
        "small": Form(),
        "saved": SavedFilter.objects.of(request.user),
        "chips": chips(BoardFilter(request.GET), request.GET),
    }
    return render(request, "frontdoor/board/filters.jinja", context)


def _in_order(request: PractitionerRequest) -> HttpResponse:
    """Make one's filter the default, or forget it; another's is not there."""
    key = request.POST.get(DEFAULT) or request.POST.get(FORGET)
    saved = get_object_or_404(SavedFilter.objects.of(request.user), name=key)
    deed = actions.make_default if DEFAULT in request.POST else actions.forget_filter
    deed(saved=saved, by=request.user, at=dates.now())
    return redirect("enquiry_filters")
