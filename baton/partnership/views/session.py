"""One's own sign-ins: how long this one lasts, where else one is signed in, and ending it there."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from baton.partnership.actions.session import end_sessions
from baton.partnership.fresh import afresh
from baton.partnership.guard import PractitionerRequest, own_account
from baton.partnership.presenters import session_lines
from baton.partnership.session import prolong, session_of, sessions_in_force, store_of
from baton.ui.forms import Form


@own_account
def time(request: HttpRequest) -> JsonResponse:
    """Tell the seconds left and whose sign-in it is, which is no use of it; a POST prolongs it first."""
    if request.method == "POST":
        prolong(request)
    else:
        store_of(request).is_use = False
    held = session_of(request)
    if held is None:
        return JsonResponse({"seconds": 0, "who": ""})
    return JsonResponse({"seconds": held.seconds, "who": held.who})


@own_account
def index(request: PractitionerRequest) -> HttpResponse:
    """List where one is signed in, this one first."""
    lines = session_lines(_sessions(request), here=request.session.session_key or "")
    return render(request, "partnership/session/index.jinja", {"lines": lines})


@own_account
@afresh
def end(request: PractitionerRequest, session_id: int) -> HttpResponse:
    """End one's sign-in on another device, after a fresh sign-in and a question."""
    return _end(request, [each for each in _elsewhere(request) if each.pk == session_id])


@own_account
@afresh
def end_others(request: PractitionerRequest) -> HttpResponse:
    """End one's sign-ins everywhere but here, after a fresh sign-in and a question."""
    return _end(request, _elsewhere(request))


def _end(request: PractitionerRequest, ending: list[UserSession]) -> HttpResponse:
    """Ask, and end what is to be ended; 404 where it has ended already, or is somebody else's."""
    if not ending:
        raise Http404("There is no such sign-in, or it has ended")
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        end_sessions(practitioner=request.user, sessions=ending, by=request.user, at=timezone.now())
        messages.success(request, "You are signed out there.")
        return redirect("session_index")
    context = {"form": form, "lines": session_lines(ending, here="")}
    return render(request, "partnership/session/end.jinja", context)


def _sessions(request: PractitionerRequest) -> list[UserSession]:
    return sessions_in_force(request.user, at=timezone.now())


def _elsewhere(request: PractitionerRequest) -> list[UserSession]:
    return [each for each in _sessions(request) if each.session_key != request.session.session_key]
