"""Around each page: who acts, told to the database; and for a record that is restricted, whom to ask."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from baton.core import wall
from baton.partnership import profiles
from baton.partnership.keeping import rescue
from baton.partnership.models import Practitioner
from baton.people.access import OnlyReads, Restricted, signed_in_as
from baton.people.permissions import can_break_glass
from baton.people.rules.restriction import MAY_UNSEAL
from baton.ui.errors import AskPerson, restricted


class WallMiddleware:
    """Lets the database give each request the rows of its practitioner alone, and none where nobody has signed in.

    It stands inside the transaction of the access log, which keeps who acts, and after the sign-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as its practitioner."""
        user = request.user
        if not isinstance(user, Practitioner):
            with wall.public():
                return self.get_response(request)
        with wall.entered(user.pk, at=timezone.now(), today=timezone.localdate()):
            return self.get_response(request)


class RestrictedMiddleware:
    """Turns `access.Restricted` into the 403 page that names whom to ask, and leads to breaking the glass whoever may;
    `access.OnlyReads` into words on the family's page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the page is made once the view has refused."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer `Restricted` and `OnlyReads`, and leave everything else to others."""
        if isinstance(exception, OnlyReads):
            return _only_reads(request, exception)
        if not isinstance(exception, Restricted):
            return None
        may_break = can_break_glass(signed_in_as(request))
        return restricted(
            request,
            ask=[_ask(practitioner) for practitioner in exception.ask],
            break_glass_url=reverse("break_glass", args=[exception.family_id]) if may_break else "",
        )


def _only_reads(request: HttpRequest, refusal: OnlyReads) -> HttpResponse:
    """Say that nothing was changed, on the page of the family; what was typed is kept for whoever typed it."""
    kept = " What you typed is kept under “Not sent yet”." if rescue(request) else ""
    messages.warning(
        request, f"You opened this record in an emergency: you can read it, not change it.{kept}"
    )
    return redirect("family_page", refusal.family_id)


def _ask(practitioner: Practitioner) -> AskPerson:
    role = next(role for role in sorted(practitioner.roles()) if role in MAY_UNSEAL)
    return AskPerson(
        name=practitioner.name,
        role=profiles.current().roles.label(role),
        phone=practitioner.phone,
        email=practitioner.email,
    )
