"""How far a table that is only added to can be read without missing a row that appears later.

Ids are given out in order, but transactions end in any order: a row may appear below one that was read already. So
each transaction that adds says, in the lowest way that PostgreSQL has (a shared advisory lock, taken by a trigger
before the insert), how far the ids had come before its own; what lies above the lowest such mark is not read yet.
"""

from dataclasses import dataclass

import pgtrigger
from django.db import connection

_LOWEST_MARK = """
SELECT min((classid::bigint << 32 | objid::bigint) - %(locks)s)
  FROM pg_locks
 WHERE locktype = 'advisory' AND objsubid = 1
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND (classid::bigint << 32 | objid::bigint) BETWEEN %(locks)s AND %(locks)s + %(widest)s
"""

WIDEST = 2**44 - 1
"""The highest id that fits beside the number of a table's locks."""


@dataclass(frozen=True)
class Marked:
    """A table whose writers mark how far its ids had come: its name, the setting, and where its locks begin."""

    table: str
    setting: str
    locks: int

    def trigger(self) -> pgtrigger.Trigger:
        """Return the trigger that marks, once a transaction."""
        return pgtrigger.Trigger(
            name="mark",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=f"""
IF COALESCE(current_setting('{self.setting}', TRUE), '') = '' THEN
    PERFORM pg_advisory_xact_lock_shared(
        {self.locks} + {self._given_out}
    ) FROM {self.table}_id_seq;
    PERFORM set_config('{self.setting}', 'yes', TRUE);
END IF;
RETURN NULL;
""",
        )

    def settled(self) -> int:
        """Return the id up to which every row there will ever be can be read now."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {self._given_out} FROM {self.table}_id_seq")
            (given_out,) = cursor.fetchone()
            cursor.execute(_LOWEST_MARK, {"locks": self.locks, "widest": WIDEST})
            (lowest,) = cursor.fetchone()
        return int(given_out if lowest is None else min(given_out, lowest))

    @property
    def _given_out(self) -> str:
        return "CASE WHEN is_called THEN last_value ELSE last_value - 1 END"


EVENTS = Marked("journal_event", "baton.journal_marked", 0xBA10 << 44)
LOOKS = Marked("journal_accessentry", "baton.looks_marked", 0xBA11 << 44)
