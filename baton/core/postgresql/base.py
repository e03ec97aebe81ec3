"""The connection: it keeps many prepared questions, never shortens a number, and asks about any number of rows."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base, operations
from psycopg.errors import FeatureNotSupported, InvalidSqlStatementName
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int2, Int4, Int8

PREPARED_MAX = 400
"""How many questions a connection keeps; the one not asked for longest makes room. psycopg's own 100 are fewer than the
pages ask (ours)."""

BESIDE_MAX = 2**16 - 1
"""How many values travel beside a question: PostgreSQL's protocol counts them in 16 bits."""

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


class Cursor(base.CursorMixin, psycopg.Cursor[Any]):
    """Sends values beside the question, or within it where there are more than can travel beside."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        """Ask a question: of ten thousand families as of one."""
        if params is not None and len(params) > BESIDE_MAX:
            words = psycopg.ClientCursor(self.connection).mogrify(query, params)
            return super().execute(words, prepare=False)
        try:
            return super().execute(query, params, **how)
        except (FeatureNotSupported, InvalidSqlStatementName):
            # A migration has changed what it reads, or it was thrown away. Rolling back forgets what is prepared: without
            # a transaction nothing would, and each later question on this connection would fail as well.
            if self.connection.info.transaction_status is not TransactionStatus.IDLE:
                raise
            self.connection.execute("DEALLOCATE ALL")
            return super().execute(query, params, **how)


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection of Django, with these operations."""

    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        """Return how to connect: our cursor asks."""
        return {**super().get_connection_params(), "cursor_factory": Cursor}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, with room for what all pages ask.

        What is read in portions is never prepared: its values go within the question.
        """
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = PREPARED_MAX
        connection.server_cursor_factory = base.ServerSideCursor
        return connection


def _fits(value: int, kind: Any) -> bool:
    return -(1 << BITS[kind]) <= value < 1 << BITS[kind]
