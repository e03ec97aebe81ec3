"""What would let a serving role step over the rights of the tables. Needs a connection alone, no Django."""

POWERS = """
SELECT rolsuper,
       rolbypassrls,
       EXISTS (
           SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
           WHERE nspname = 'public' AND pg_has_role(current_user, relowner, 'MEMBER')
       )
FROM pg_roles WHERE rolname = current_user
"""
WORDS = ("is a superuser", "may bypass row security", "owns the tables")


def powers_held(row: tuple[bool, ...] | None) -> list[str]:
    """Return the powers that the answer to `POWERS` names, in words; none is as it should be."""
    return [words for words, has in zip(WORDS, row, strict=True) if has] if row else []
