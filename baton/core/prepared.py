"""Questions that a connection asks again and again are prepared: planned once a connection, not once a page."""

from typing import Any

from django.db.backends.signals import connection_created

PREPARED_MAX = 1000
"""How many a connection keeps; the one not asked for longest makes room. All pages together ask some hundreds (ours)."""


def keep_many(connection: Any, **about: object) -> None:
    """Let a new connection keep what all pages ask; psycopg itself would keep 100."""
    connection.connection.prepared_max = PREPARED_MAX


def start() -> None:
    """Do so for each connection from now on."""
    connection_created.connect(keep_many, dispatch_uid="baton.core.prepared")
