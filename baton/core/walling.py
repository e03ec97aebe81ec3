"""Row-level security as migrations write it: which rows of a table may be read, in SQL; what writes is the same for all.

    operations = [walled("people_address", PERSON), walled_history("people_addresshistory")]

A condition is asked once for each row, whose columns it calls `row.…`; what does not depend on the row stands in
`(SELECT wall_…())`, so that it is asked once for each query. A policy that changes is written anew by a later migration.
"""

import re

from django.db import migrations

POLICIES = ("wall_write", "wall_read", "wall_own", "wall_note")
WRITES, READS = "(SELECT public.wall_writes())", "(SELECT public.wall_reads())"


def walled(table: str, seen: str) -> migrations.RunSQL:
    """Keep a table behind the wall: who acts reads the rows for which `seen` holds, and writes none but by an action."""
    return _policies(
        table,
        f"CREATE POLICY wall_write ON {table} USING ({WRITES})",
        f"CREATE POLICY wall_read ON {table} FOR SELECT USING ({READS} OR ({_about(table, seen)}))",
    )


def walled_own(table: str, own: str) -> migrations.RunSQL:
    """Keep a table behind the wall of whose rows everybody reads and writes their own, for which `own` holds."""
    return _policies(table, f"CREATE POLICY wall_own ON {table} USING ({WRITES} OR ({_about(table, own)}))")


def walled_history(table: str) -> migrations.RunSQL:
    """Keep the history of a table behind the wall: nobody's scope opens it, and whoever writes the table adds to it."""
    return walled(table, "false")


def through(parent: str, column: str) -> str:
    """Return the condition that the row is seen to which `column` refers: the policy of its table is asked."""
    return f"EXISTS (SELECT 1 FROM {parent} AS parent WHERE parent.id = row.{column})"


def seen_by_row(parent: str) -> migrations.RunSQL:
    """Make the function that tells of one row of `parent` whether who acts sees it (see `asked_by_row`)."""
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION public.wall_sees_{parent}(one uuid) RETURNS boolean LANGUAGE plpgsql STABLE COST 100
        SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN EXISTS (SELECT 1 FROM public.{parent} AS parent WHERE parent.id = one);
        END
        $$
        """,
        f"DROP FUNCTION public.wall_sees_{parent}(uuid)",
    )


def asked_by_row(table: str, seen: str, **columns: str) -> migrations.RunSQL:
    """Let a table behind the wall by `seen` ask a function for each row, where `seen` asks `through` a parent by one of
    `columns` (each with the table of its parent).

    The policies of the parent are then planned once a session, in place of once a question; but each row costs several
    times as much. So this is for tables of which a question reads few rows, those of one case, person or enquiry; what is
    counted and listed across them keeps `through`.
    """
    by_row = seen
    for column, parent in columns.items():
        asked = through(parent, column)
        if asked not in by_row:
            raise ValueError(f"The policy of {table} does not ask through {parent} by {column}")
        by_row = by_row.replace(asked, f"public.wall_sees_{parent}(row.{column})")
    return walled_anew(table, by_row, seen)


def walled_anew(table: str, seen: str, before: str) -> migrations.RunSQL:
    """Write the policies of a table behind the wall anew; undone, they are as `before`."""
    return migrations.RunSQL(walled(table, seen).sql, walled(table, before).sql)


def walled_log(table: str, seen: str) -> migrations.RunSQL:
    """Keep a log behind the wall to which everybody adds, also on a connection on which nobody acts."""
    note = f"CREATE POLICY wall_note ON {table} FOR INSERT WITH CHECK (true)"
    read = f"CREATE POLICY wall_read ON {table} FOR SELECT USING ({READS} OR ({_about(table, seen)}))"
    return _policies(table, note, read)


def _about(table: str, condition: str) -> str:
    """Return a condition with `row.` written as the database calls it: the name of the table."""
    return re.sub(r"\brow\.", f"{table}.", condition)


def _policies(table: str, *create: str) -> migrations.RunSQL:
    drop = [f"DROP POLICY IF EXISTS {name} ON {table}" for name in POLICIES]
    secure = [f"ALTER TABLE {table} {verb} ROW LEVEL SECURITY" for verb in ("ENABLE", "FORCE")]
    open_again = [f"ALTER TABLE {table} {verb} ROW LEVEL SECURITY" for verb in ("DISABLE", "NO FORCE")]
    return migrations.RunSQL([*drop, *create, *secure], [*drop, *open_again])
