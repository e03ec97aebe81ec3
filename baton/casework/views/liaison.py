"""The daily liaison list of front door and social care."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from baton import journal
from baton.casework.actions import liaison as actions
from baton.casework.forms.liaison import AgreedForm, DayFilter
from baton.casework.permissions.liaison import can_see_liaison
from baton.casework.presenters.liaison import parts_of, subject_of
from baton.core import dates
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed


@allowed(can_see_liaison)
def liaison(request: PractitionerRequest) -> HttpResponse:
    """Show what went up, came down and waits on a day, and note today what was agreed about each."""
    filters = DayFilter(request.GET)
    chosen = filters.cleaned_data.get("day") if filters.is_valid() else None
    today = dates.today()
    key = request.POST.get("about", "")
    form = AgreedForm(request.POST or None, prefix=_prefix(key))
    if request.method == "POST" and form.is_valid():
        about = subject_of(request.user, key, today)
        if about is not None:
            text = form.cleaned_data["text"]
            actions.note_agreed(about=about, text=text, by=request.user, at=dates.now())
            messages.success(request, "It is noted what was agreed.")
            return redirect("liaison")
        form.add_error(None, "This no longer stands on your list.")
    day = today if request.method == "POST" else chosen or today
    parts = parts_of(request.user, day)
    families = {talk.family for part in parts for talk in part.talks if talk.family}
    journal.access.seen_many(request, families=families, what="list")
    context = {
        "form": form,
        "filters": filters,
        "parts": parts,
        "day_shown": day,
        "is_today": day == today,
        "forms": {
            talk.key: form if talk.key == key else AgreedForm(prefix=_prefix(talk.key))
            for part in parts
            for talk in part.talks
        },
        "profile": profiles.current(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "casework/liaison/liaison.jinja", context, status=status)


def _prefix(key: str) -> str:
    """Return what tells the fields of one row's form from those of another's."""
    return key.replace(":", "-")
