"""Reading the journal on from a cursor without missing an event, for those who deliver events elsewhere.

Ids are given out in order, but transactions end in any order: an event may appear below one that was read already. So
each transaction that records says, in the lowest way that PostgreSQL has (a shared advisory lock, taken by a trigger
before the insert), how far the ids had come before its own; what lies above the lowest such mark is not read yet.
"""

from django.db import connection

from baton.journal.models import MARKS, Event

_GIVEN_OUT = "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM journal_event_id_seq"

_LOWEST_MARK = """
SELECT min((classid::bigint << 32 | objid::bigint) - %(marks)s)
  FROM pg_locks
 WHERE locktype = 'advisory' AND objsubid = 1
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND (classid::bigint << 32 | objid::bigint) BETWEEN %(marks)s AND %(marks)s + %(widest)s
"""

WIDEST = 2**44 - 1
"""The highest id that fits beside the number of our locks."""


def settled() -> int:
    """Return the id up to which every event there will ever be can be read now."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN_OUT)
        (given_out,) = cursor.fetchone()
        cursor.execute(_LOWEST_MARK, {"marks": MARKS, "widest": WIDEST})
        (lowest,) = cursor.fetchone()
    return int(given_out if lowest is None else min(given_out, lowest))


def read(after: int, *, limit: int = 500) -> list[Event]:
    """Return the next events after the one with this id, oldest first; each appears in exactly one such reading.

    The reader keeps the id of the last event it has dealt with, and gives it next time; 0 to begin with.
    """
    upto = settled()
    return list(Event.objects.after(after).filter(id__lte=upto)[:limit])
