"""Addresses that refuse and break, beside all the others: for the journey that looks at what is said then."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path

from baton.partnership.guard import public
from config import urls
from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@public
def not_understood(request: HttpRequest) -> HttpResponse:
    """Fail as a request that makes no sense does."""
    raise SuspiciousOperation


@public
def not_for_you(request: HttpRequest) -> HttpResponse:
    """Fail as a page does that somebody's role does not open."""
    raise PermissionDenied


@public
def broken(request: HttpRequest) -> HttpResponse:
    """Fail as nothing should."""
    raise RuntimeError("Broken on purpose")


urlpatterns = [
    path("not-understood/", not_understood),
    path("not-for-you/", not_for_you),
    path("broken/", broken),
    *urls.urlpatterns,
]
