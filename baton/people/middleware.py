"""Around each page: who acts, told to the database; and for a record that is restricted, whom to ask."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from baton.core import wall
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people.access import Restricted
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
    """Turns `access.Restricted` into the 403 page that names whom to ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the page is made once the view has refused."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer `Restricted`, and leave everything else to others."""
        if not isinstance(exception, Restricted):
            return None
        return restricted(request, ask=[_ask(practitioner) for practitioner in exception.ask])


def _ask(practitioner: Practitioner) -> AskPerson:
    role = next(role for role in sorted(practitioner.roles()) if role in MAY_UNSEAL)
    return AskPerson(
        name=practitioner.name,
        role=profiles.current().roles.label(role),
        phone=practitioner.phone,
        email=practitioner.email,
    )
