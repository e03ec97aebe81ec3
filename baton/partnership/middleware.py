"""The guard at the door of every page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone

from baton.partnership.guard import guard_of, opens_before_declaring
from baton.partnership.keeping import rescue
from baton.partnership.models import Practitioner
from baton.partnership.permissions import must_declare_first
from baton.partnership.session import has_second_factor, seen

METHODS = ("GET", "HEAD", "POST")
"""What a browser asks pages by. Anything else (TRACE, PUT …) reaches no view (ASVS 5.0 13.4.4)."""


class GuardMiddleware:
    """Lets a request reach its view only where the view's mark allows it (architecture, rule 6).

    What somebody signed in is shown is kept by no browser and no proxy (ASVS 5.0 14.3.2): on a shared machine the button
    “back” shows nobody's record after signing out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the decision is taken once the view is known."""
        response = self.get_response(request)
        if "Cache-Control" not in response and request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        if request.user.is_authenticated and not connection.needs_rollback:
            seen(
                request
            )  # last of all: the row is locked until the request ends, and other windows would wait for it
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Return nothing to let the request through, a redirect to what comes first, or raise `PermissionDenied`."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        mark = guard_of(view)
        if mark == "public" or self._belongs_to_library(view):
            return None
        user = request.user
        if not user.is_authenticated:
            return self._signed_out(request)
        if not isinstance(user, Practitioner) or not user.memberships_now():
            raise PermissionDenied
        if mark == "own_account":
            return None
        if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(request):
            return redirect("mfa_activate_totp")
        if not opens_before_declaring(view) and must_declare_first(user, at=timezone.now()):
            return self._undeclared(request)
        if not callable(mark) or not mark(user):
            raise PermissionDenied
        return None

    @staticmethod
    def _signed_out(request: HttpRequest) -> HttpResponseBase:
        """Lead to the sign-in page, and from there on; what was typed is kept for whoever typed it."""
        rescued = rescue(request) if request.method == "POST" else None
        if rescued and rescued.by_script:
            return JsonResponse({"kept": True}, status=401)
        page = rescued.page if rescued else ""
        return redirect_to_login(page or request.get_full_path(), resolve_url(settings.LOGIN_URL))

    @staticmethod
    def _undeclared(request: HttpRequest) -> HttpResponseBase:
        """Lead to where somebody says whom they may not see, and from there on; what they typed is kept for them."""
        rescued = rescue(request) if request.method == "POST" else None
        page = rescued.page if rescued else ""
        return redirect(f"{reverse('declaration')}?{urlencode({'next': page or request.get_full_path()})}")

    @staticmethod
    def _belongs_to_library(view: Callable[..., Any]) -> bool:
        """Whether the view is one that a library guards itself and that settings name as such."""
        return f"{view.__module__}.{getattr(view, '__name__', '')}" in settings.VIEWS_GUARDED_BY_LIBRARIES
