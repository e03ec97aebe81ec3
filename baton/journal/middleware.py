"""Around each request: whose deed a row's history shows, and the access log before the page leaves."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from baton.journal import access, history

View = Callable[[HttpRequest], HttpResponseBase]

_SHOWS_DATA = frozenset({400, 409, 422})
"""Answers that refuse a form and still show the page it stands on."""


class AccessLogMiddleware:
    """Write who was shown whom in the transaction of the request, and who was refused after it, before the body is sent.

    It fails closed: if an entry cannot be written, no page is sent, and the deed of who was shown something is undone.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and write what the answer shows."""
        try:
            with transaction.atomic():
                response = self.get_response(request)
                if response.status_code < 300 or response.status_code in _SHOWS_DATA:
                    access.write(access.entries(request))
        finally:
            access.write(access.refusals(request))
        response.headers["X-Request-ID"] = str(access.request_id(request))
        return response


class HistoryContextMiddleware:
    """Tell the history triggers who acts and at which address. No name is kept, and no query string.

    It stands inside the transaction of the access log, which keeps it.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request as a deed of its practitioner."""
        user = getattr(request, "user", None)
        history.note(by=user if user and user.pk else None, place=request.path)
        return self.get_response(request)
