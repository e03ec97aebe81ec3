"""Give the serving role what it needs, and no more: run by the owner of the tables after each migration."""

from typing import Any

import pghistory.models
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, models, transaction
from psycopg import sql

# pghistory itself updates a context while it is open, and nothing may remove one.
NEVER_DELETED = {"pghistory_context"}
READ_ONLY = {"django_migrations"}

# As pgtrigger's own, but a session may switch triggers off only if it owns the database: with the
# original, any session that may connect can do so by setting `pgtrigger.ignore`.
OWNER_ALONE_IGNORES = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN AS $$
    SELECT COALESCE(trigger_name = ANY(NULLIF(current_setting('pgtrigger.ignore', TRUE), '')::text[]), FALSE)
       AND pg_has_role(current_user, 'pg_database_owner', 'USAGE');
$$ LANGUAGE sql STABLE
"""


def append_only(model: type[models.Model]) -> bool:
    """Tell whether rows of `model` are never changed: row history, and whatever says `append_only` of itself."""
    return issubclass(model, pghistory.models.Event) or bool(getattr(model, "append_only", False))


def rights(role: str) -> list[sql.Composed]:
    """Return the statements that set the rights of `role` on every table, from nothing."""
    written_once = {model._meta.db_table for model in apps.get_models() if append_only(model)}
    statements = [
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    ]
    taken = [("UPDATE, DELETE", sorted(written_once)), ("DELETE", sorted(NEVER_DELETED - written_once))]
    taken.append(("INSERT, UPDATE, DELETE", sorted(READ_ONLY)))
    composed = [sql.SQL(text).format(role=sql.Identifier(role)) for text in statements]
    for verbs, tables in taken:
        text = sql.SQL(f"REVOKE {verbs} ON {{table}} FROM {{role}}")
        composed += [text.format(table=sql.Identifier(name), role=sql.Identifier(role)) for name in tables]
    return composed


class Command(BaseCommand):
    """Set the rights of the serving role."""

    help = "Gives the serving role its rights on every table; history, journal and access log it may only add to."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the role."""
        parser.add_argument("role")

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        """Set the rights, all or none; refuse a role that could step over them."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
            if (found := cursor.fetchone()) is None:
                raise CommandError(f"The database knows no role {role}: the administrator makes it.")
            if found[0]:
                raise CommandError(f"The role {role} is above all rights: give a role that is not.")
            cursor.execute(OWNER_ALONE_IGNORES)
            for statement in rights(role):
                cursor.execute(statement)
