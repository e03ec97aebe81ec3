"""A limit on requests from one internet connection, high enough for a school or a library that many families share."""

from django.http import HttpRequest

from baton.core import limits

MOST = 30
"""Requests for help within `WINDOW` from one connection (ours): a busy library stays below it."""

WINDOW = 3600
"""Seconds from the first of them."""


def is_over(request: HttpRequest) -> bool:
    """Count one more request for help from this connection and say whether that is too many."""
    return limits.is_over(request, "ask", most=MOST, window=WINDOW)
