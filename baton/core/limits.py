"""A limit on requests from one internet connection, counted in the database (docs/adr/0011)."""

import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest


def is_over(request: HttpRequest, what: str, *, most: int, window: int) -> bool:
    """Count one more request of a kind from this connection; say whether that is more than `most` in `window` seconds.

    All serving processes count together, one request of a connection at a time. The address itself is not kept:
    a keyed digest of it is, until the window ends.
    """
    key = f"{what}:{_digest(request.META.get('REMOTE_ADDR', ''))}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    now = time.time()
    count, ends = cache.get(key, (0, now + window))
    cache.set(key, (count + 1, ends), ends - now)
    return bool(count + 1 > most)


def _digest(address: str) -> str:
    return sha256(f"{settings.SECRET_KEY}:{address}".encode()).hexdigest()
