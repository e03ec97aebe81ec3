"""What is told to the database for the time of a transaction: who acts, and who is named in the history of rows."""

from typing import Any

from django.db import connection
from psycopg.pq import TransactionStatus


class OutsideTransaction(RuntimeError):
    """Who acts was to be set where no transaction would keep it."""

    def __init__(self) -> None:
        super().__init__("Who acts is set for a transaction: begin one, or mark the action @deed")


def tell(statement: str, values: list[Any]) -> None:
    """Say it beside the queries of the page, as the frame's: limits on those count what a page asks for.

    Raises `OutsideTransaction`.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction
    with connection.wrap_database_errors, connection.create_cursor() as cursor:
        cursor.execute(statement, values)


def heard(name: str) -> str:
    """Return what a setting says now; nothing where it was never set."""
    with connection.wrap_database_errors, connection.create_cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return str(cursor.fetchone()[0] or "")


def is_kept() -> bool:
    """Tell whether the transaction goes on with what it was told: what is about to be rolled back needs no words."""
    status = connection.connection.info.transaction_status if connection.connection else None
    return not connection.needs_rollback and status is TransactionStatus.INTRANS
