"""The connection: it keeps many prepared questions, and never shortens a number."""

from typing import Any

from django.db.backends.postgresql import base, operations
from psycopg.types.numeric import Int2, Int4, Int8

PREPARED_MAX = 1000
"""How many questions a connection keeps; the one not asked for longest makes room. psycopg's own 100 are fewer than the
pages ask (ours)."""

BITS = {Int2: 15, Int4: 31, Int8: 63}


class DatabaseOperations(operations.DatabaseOperations):
    """How values are sent."""

    def adapt_integerfield_value(self, value: Any, internal_type: str) -> Any:
        """Send a number as its field has it, or as a larger one where it is larger.

        Django takes a number without a field for one of 32 bits, and psycopg then sends its last 32 without a word:
        whoever was looked for by an array of large numbers was not found.
        """
        kind = self.integerfield_type_map[internal_type]
        if not isinstance(value, int) or _fits(value, kind):
            return super().adapt_integerfield_value(value, internal_type)
        return Int8(value) if _fits(value, Int8) else value


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection of Django, with these operations."""

    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, with room for what all pages ask."""
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = PREPARED_MAX
        return connection


def _fits(value: int, kind: Any) -> bool:
    return -(1 << BITS[kind]) <= value < 1 << BITS[kind]
