"""Ranking who is most like somebody sought reads every key of a person; who is shown passes through the wall."""

from django.db import migrations

READS = """
CREATE OR REPLACE FUNCTION public.wall_reads() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT COALESCE(current_setting('baton.purpose', true), '') = ANY (ARRAY[{purposes}]) OR public.wall_owns()
$$;
"""

BEFORE = (
    "system",
    "deed",
    "figures",
    "restriction",
    "disclosure",
    "caseload",
    "information",
    "status",
    "liaison",
    "asked",
    "link",
)


def reads(*purposes: str) -> str:
    """Return the function that tells for which purposes every row is read."""
    return READS.format(purposes=", ".join(f"'{purpose}'" for purpose in purposes))


class Migration(migrations.Migration):
    dependencies = [("core", "0003_wall")]

    operations = [migrations.RunSQL(reads(*BEFORE, "ranking"), reads(*BEFORE))]
