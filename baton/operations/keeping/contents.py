"""What a database holds, told in numbers: rows and a digest of each table, and how many objects keep them in order."""

from dataclasses import dataclass

import psycopg
from psycopg import sql

SETTINGS = (
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1; "
    "SET row_security = on"
)
"""A row's text is the same everywhere under these, and the owner passes row-level security by its own word."""

TABLES = """
SELECT relname FROM pg_catalog.pg_class
WHERE relnamespace = 'public'::pg_catalog.regnamespace AND relkind = 'r' ORDER BY relname
"""

DIGEST = """
pg_catalog.count(*),
COALESCE(pg_catalog.sum(('x' || pg_catalog.substr(pg_catalog.md5(t::text), 1, 15))::bit(60)::bigint), 0)
""".strip()
"""Independent of the order of rows, and different where any value is."""

OBJECTS = """
SELECT 'triggers', count(*) FROM pg_catalog.pg_trigger
WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')
UNION ALL
SELECT 'constraints', count(*) FROM pg_catalog.pg_constraint
WHERE connamespace = 'public'::pg_catalog.regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x')
UNION ALL
SELECT 'indexes', count(*) FROM pg_catalog.pg_class
WHERE relnamespace = 'public'::pg_catalog.regnamespace AND relkind = 'i'
UNION ALL
SELECT 'functions', count(*) FROM pg_catalog.pg_proc
WHERE pronamespace = 'public'::pg_catalog.regnamespace
UNION ALL
SELECT 'policies', count(*) FROM pg_catalog.pg_policy
"""


@dataclass(frozen=True)
class Contents:
    """Rows and digest of each table, and the numbers of triggers, constraints, indexes, functions and policies."""

    tables: dict[str, tuple[int, str]]
    objects: dict[str, int]

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(rows for rows, _ in self.tables.values())

    def rows_of(self, ending: str) -> int:
        """The rows of the tables whose names end so."""
        return sum(rows for name, (rows, _) in self.tables.items() if name.endswith(ending))

    def differences(self, other: "Contents") -> list[str]:
        """Return in words what another database has otherwise."""
        found = [
            f"{name}: {_told(self.tables.get(name))} here, {_told(other.tables.get(name))} there"
            for name in sorted(self.tables.keys() | other.tables.keys())
            if self.tables.get(name) != other.tables.get(name)
        ]
        kinds = sorted(self.objects.keys() | other.objects.keys())
        return found + [kind for kind in kinds if self.objects.get(kind) != other.objects.get(kind)]


def _told(table: tuple[int, str] | None) -> str:
    return f"{table[0]} rows ({table[1]})" if table else "no table"


def of(connection: psycopg.Connection) -> Contents:
    """Read all of the database that a connection sees, within its transaction."""
    connection.execute(SETTINGS)
    names = [str(name) for (name,) in connection.execute(TABLES)]
    tables = {}
    for name in names:
        text = sql.SQL("SELECT {} FROM {} AS t").format(sql.SQL(DIGEST), sql.Identifier("public", name))
        rows, digest = connection.execute(text).fetchone() or (0, 0)
        tables[name] = (int(rows), str(digest))
    objects = {str(kind): int(number) for kind, number in connection.execute(OBJECTS)}
    return Contents(tables, objects)


def expectation(wanted: Contents) -> str:
    """Return SQL that fails where the database of its transaction does not hold what is wanted."""
    lines = [SETTINGS + ";", EXPECT]
    for name, (rows, digest) in sorted(wanted.tables.items()):
        table = sql.Identifier("public", name).as_string()
        found = f"(SELECT {DIGEST} FROM {table} AS t) AS found(rows, digest)"
        lines.append(_expected(name, rows, int(digest), found))
    for kind, number in sorted(wanted.objects.items()):
        counted = f"SELECT number, 0 FROM ({OBJECTS.strip()}) AS o(kind, number) WHERE kind = {_quoted(kind)}"
        lines.append(_expected(kind, number, 0, f"({counted}) AS found(rows, digest)"))
    lines.append("DROP FUNCTION pg_temp.expect(text, bigint, numeric, bigint, numeric);")
    return "\n".join(lines)


def _expected(what: str, rows: int, digest: int, found: str) -> str:
    return f"SELECT pg_temp.expect({_quoted(what)}, {rows}, {digest}, found.rows, found.digest) FROM {found};"


EXPECT = """
CREATE FUNCTION pg_temp.expect(what text, rows bigint, digest numeric, rows_found bigint, digest_found numeric)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF rows IS DISTINCT FROM rows_found OR digest IS DISTINCT FROM digest_found THEN
        RAISE EXCEPTION '% is not what was kept: % there, % in the back-up', what, rows_found, rows;
    END IF;
END $$;
"""


def _quoted(text: str) -> str:
    return sql.Literal(text).as_string()
