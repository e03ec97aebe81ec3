"""The database: reached, with the right powers and rights, migrated, its triggers awake."""

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from baton.core.management.commands.grant_serving_role import READ_ONLY, append_only
from baton.core.powers import POWERS, powers_held
from baton.operations.checks.finding import Finding, fault, holds, listed

OLDEST = 15
"""The oldest PostgreSQL that is tested against."""

CLOCKS_APART = timedelta(seconds=5)
"""How far the clocks of database and server may differ before due moments become doubtful (ours)."""

PREPARE = "as the owner, bring the database up to date: `./run manage check`"

MAY_READ = """
SELECT relname,
       has_table_privilege(pg_class.oid, 'SELECT'),
       has_table_privilege(pg_class.oid, 'INSERT'),
       has_table_privilege(pg_class.oid, 'UPDATE') OR has_table_privilege(pg_class.oid, 'DELETE')
           OR has_table_privilege(pg_class.oid, 'TRUNCATE')
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE nspname = 'public' AND relkind IN ('r', 'p')
"""

TRIGGERS = """
SELECT relname, tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid WHERE tgenabled IN ('O', 'A')
"""

ASKS_FOR_OWNER = (
    "SELECT prosrc LIKE '%%pg_database_owner%%' FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'"
)


def one(question: str) -> tuple[object, ...]:
    """Return the only row of an answer."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        row: tuple[object, ...] = cursor.fetchone() or ()
        return row


def server() -> Iterator[Finding]:
    """PostgreSQL answers, is new enough, keeps every letter, and its clock goes with ours."""
    version, encoding, now = one(
        "SELECT current_setting('server_version'), current_setting('server_encoding'), clock_timestamp()"
    )
    if int(str(version).split(".")[0]) < OLDEST:
        yield fault("database", f"PostgreSQL {version}", f"take PostgreSQL {OLDEST} or newer")
    elif encoding != "UTF8":
        yield fault("database", f"its encoding is {encoding}", "make it with ENCODING 'UTF8'")
    else:
        yield holds("database", f"PostgreSQL {version}, {encoding}")
    apart = abs(timezone.now() - now)  # type: ignore[operator]
    if apart > CLOCKS_APART:
        words = f"the database's is {apart.total_seconds():.0f} seconds apart from ours"
        yield fault("clock", words, "keep both in time (systemd-timesyncd or chrony)")
    else:
        yield holds("clock", "this machine and the database agree")


def roles() -> Iterator[Finding]:
    """The role that serves pages cannot step over the rights of the tables."""
    if held := powers_held(one(POWERS)):  # type: ignore[arg-type]
        yield fault(
            "serving role", f"the role of DATABASE_URL {' and '.join(held)}", "name one that does not"
        )
    else:
        yield holds("serving role", "has no powers of its own")


def rights() -> Iterator[Finding]:
    """The serving role may read and write what it serves, and only add to what is written once."""
    written_once = {model._meta.db_table for model in apps.get_models() if append_only(model)}
    with connection.cursor() as cursor:
        cursor.execute(MAY_READ)
        rows = cursor.fetchall()
    lacking = [name for name, reads, adds, _ in rows if not reads or (not adds and name not in READ_ONLY)]
    loose = [name for name, *_, changes in rows if changes and name in written_once | READ_ONLY]
    if not rows:
        yield fault("rights", "the database has no tables", PREPARE)
    elif loose:
        words = f"the serving role may change what is written once: {listed(sorted(loose))}"
        yield fault("rights", words, PREPARE)
    elif lacking:
        yield fault("rights", f"the serving role lacks rights on {listed(sorted(lacking))}", PREPARE)
    else:
        yield holds("rights", f"as granted on {len(rows)} tables")


def migrations() -> Iterator[Finding]:
    """The schema is the one that this program knows."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    ours = {app.label for app in apps.get_app_configs()}
    unknown = [
        f"{app}.{name}"
        for app, name in executor.loader.applied_migrations
        if app in ours
        and (app, name) not in executor.loader.disk_migrations
        and not _replaced(executor, app, name)
    ]
    if waiting:
        names = [f"{migration.app_label}.{migration.name}" for migration, _ in waiting]
        yield fault("migrations", f"not applied: {listed(names)}", PREPARE)
    elif unknown:
        words = f"the database is newer than this program: it has {listed(sorted(unknown))}"
        yield fault("migrations", words, "serve it with the newer release")
    else:
        yield holds("migrations", "all applied")


def _replaced(executor: MigrationExecutor, app: str, name: str) -> bool:
    return any((app, name) in migration.replaces for migration in executor.loader.disk_migrations.values())


def triggers() -> Iterator[Finding]:
    """Row history, journal and access log are kept by triggers that nobody has switched off."""
    wanted = {
        (model._meta.db_table, trigger.get_pgid(model))
        for model in apps.get_models(include_auto_created=True)
        for trigger in getattr(model._meta, "triggers", [])
        if isinstance(model, type(models.Model))
    }
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        asleep = sorted({table for table, _ in wanted - set(cursor.fetchall())})
    if asleep:
        words = f"missing or switched off on {listed(asleep)}: what was written since has no history"
        yield fault("triggers", words, "as the owner: ALTER TABLE … ENABLE TRIGGER ALL, or migrate")
    elif one(ASKS_FOR_OWNER) != (True,):
        yield fault("triggers", "any session can skip them by a setting", PREPARE)
    else:
        yield holds("triggers", f"{len(wanted)} awake")
