"""What is shown when something cannot be shown. Every page says in plain words what to do next.

`config.urls` names the handlers of 400, 403, 404 and 500, the setting `CSRF_FAILURE_VIEW` names `form_expired`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string


@dataclass(frozen=True)
class AskPerson:
    """Somebody who can open a restricted record, or say why not."""

    name: str
    role: str
    phone: str = ""
    email: str = ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be understood (400)."""
    return _page(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer somebody whose role does not open this page (403)."""
    return _page(request, "forbidden", 403)


def restricted(
    request: HttpRequest, ask: Sequence[AskPerson] = (), break_glass_url: str = ""
) -> HttpResponse:
    """Answer somebody from whom only the restriction of a record keeps it (403), and say whom to ask; and where to
    open it in an emergency, for those who may.
    """
    return _page(request, "restricted", 403, ask=ask, break_glass_url=break_glass_url)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for a page that is not there, or not there for this person (404): the two look alike."""
    return _page(request, "not_found", 404)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Answer for an address that only a button leads to (405)."""
    return _page(request, "not_allowed", 405)


class PlainRefusals:
    """Middleware that gives a refusal without words, as Django's own for a wrong method, a page that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        response = self.get_response(request)
        if response.status_code != 405 or getattr(response, "content", None) != b"":
            return response
        page = not_allowed(request)
        page["Allow"] = response["Allow"]
        return page


def form_expired(request: HttpRequest, reason: str = "", kept: bool = False) -> HttpResponse:
    """Answer a form that was sent from a page too old, or from elsewhere (403); `kept` says that its text is."""
    return _page(request, "form_expired", 403, kept=kept)


def somebody_else(request: HttpRequest) -> HttpResponse:
    """Answer a form from a page of somebody who has signed out, where another one has signed in since (403)."""
    return _page(request, "somebody_else", 403)


def too_long(request: HttpRequest) -> HttpResponse:
    """Answer where more was typed than can be kept for later (413)."""
    return _page(request, "too_long", 413)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke (500), with nothing around the page that could break again."""
    request.plain_frame = True  # type: ignore[attr-defined]
    return _page(request, "server_error", 500)


def _page(request: HttpRequest, name: str, status: int, **context: object) -> HttpResponse:
    response = HttpResponse(render_to_string(f"ui/errors/{name}.jinja", context, request), status=status)
    response["Cache-Control"] = "no-store"
    return response
