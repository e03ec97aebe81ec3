"""Refuse to serve pages as a role that could step over the rights of the tables."""

from __future__ import annotations

import psycopg

from baton.core.powers import POWERS, powers_held
from config.run.trouble import CalledWrongly, Trouble


def refuse_powers(url: str) -> None:
    """Raise `CalledWrongly` when the role of `url` is above the rights of the tables, `Trouble` without answer."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute(POWERS).fetchone()
    except psycopg.Error as fault:
        raise Trouble(f"The database of DATABASE_URL does not let us in: {str(fault).strip()}") from fault
    if found := powers_held(row):
        raise CalledWrongly(f"DATABASE_URL names a role that {' and '.join(found)}: name one that does not.")
