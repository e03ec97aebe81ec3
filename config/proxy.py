"""Behind a proxy: whose request it is, so that limits on one connection are not limits on everybody."""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponseBase


class ClientAddress:
    """Middleware that takes the client's address from the proxy that ends TLS.

    The proxy adds the address it was called from at the end of `X-Forwarded-For`; what stands before that was sent by
    the client and is believed by nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request as coming from the client."""
        last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        with suppress(ValueError):
            request.META["REMOTE_ADDR"] = str(ip_address(last))
        return self.get_response(request)
