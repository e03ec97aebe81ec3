"""What is open to everybody: the public front with the number to ring, and what there is to know about this service."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

import baton
from baton.partnership import profiles
from baton.partnership.guard import public


@public
def front(request: HttpRequest) -> HttpResponse:
    """Show the public front page."""
    return render(request, "desk/front.jinja", {"profile": profiles.current()})


@public
def about(request: HttpRequest) -> HttpResponse:
    """Show who runs this service, how everybody can use it, and whose data and programs it contains."""
    context = {"profile": profiles.current(), "version": baton.__version__}
    return render(request, "desk/about.jinja", context)
