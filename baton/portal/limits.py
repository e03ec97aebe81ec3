"""A limit on requests from one internet connection, high enough for a school or a library that many families share."""

import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest

MOST = 30
"""Requests for help within `WINDOW` from one connection (ours): a busy library stays below it."""

WINDOW = 3600
"""Seconds from the first of them."""


def is_over(request: HttpRequest) -> bool:
    """Count one more request for help from this connection and say whether that is too many.

    All serving processes count together, one request of a connection at a time. The address itself is not kept:
    a keyed digest of it is, for an hour.
    """
    key = f"ask:{_digest(request.META.get('REMOTE_ADDR', ''))}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    now = time.time()
    count, ends = cache.get(key, (0, now + WINDOW))
    cache.set(key, (count + 1, ends), ends - now)
    return bool(count + 1 > MOST)


def _digest(address: str) -> str:
    return sha256(f"{settings.SECRET_KEY}:{address}".encode()).hexdigest()
