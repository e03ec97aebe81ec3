"""Around every request, outside of everything else: health without a database, a line in the log, a span if wanted."""

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

from baton.core.stack import roomy
from baton.journal import access
from baton.operations import tracing, views

Answer = Callable[[HttpRequest], HttpResponseBase]

HEALTH = frozenset({views.live, views.ready})
log = logging.getLogger("baton.request")


class HealthMiddleware:
    """Answers the health addresses before host, TLS, session and transaction are looked at.

    A load balancer asks by the machine's own address and in the clear; and `live` must answer without a database.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = roomy(get_response)  # everything else of a request runs above this

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a question about health, and pass everything else on."""
        if not request.path_info.startswith("/health/"):
            return self.get_response(request)
        try:
            view = resolve(request.path_info).func
        except Resolver404:
            return self.get_response(request)
        answer: HttpResponseBase = view(request) if view in HEALTH else self.get_response(request)
        return answer


class RequestLogMiddleware:
    """Writes one line for each request: which page, how it went, how long it took, who asked by id.

    Neither address nor query is written: a search has names in it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request and write its line."""
        begun = perf_counter()
        with tracing.request_span(request) as span:
            response = self.get_response(request)
            match = request.resolver_match
            name = match.view_name if match else ""
            tracing.finish(span, name=name, status=response.status_code)
        log.info(
            "request",
            extra={
                "request_id": str(access.request_id(request)),
                "method": request.method if request.method in METHODS else "OTHER",
                "url_name": name,
                "status": response.status_code,
                "ms": round((perf_counter() - begun) * 1000),
                "practitioner_id": _asker(request),
            },
        )
        return response


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _asker(request: HttpRequest) -> str | None:
    """Return the id of who asked, where the request had to know it anyhow: no query is made for the log."""
    user: Any = getattr(request, "_cached_user", None)
    return str(user.pk) if user is not None and user.pk else None
