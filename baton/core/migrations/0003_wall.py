"""The second wall begins: who acts, and what is typed and not yet sent.

A function that a policy asks has a search path of its own, which also keeps the planner from unfolding it into each query
on each table: with nested policies that costs four times the planning (`./run bench wall`).
"""

from django.db import migrations

from baton.core.walling import walled_own

CREATE = """
-- Whoever owns the database migrates and mends it: the wall stands before everybody else.
CREATE FUNCTION public.wall_owns() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_has_role(current_user, 'pg_database_owner', 'USAGE')
$$;

-- The purposes of `baton.core.wall.Purpose` that read and write every row.
CREATE FUNCTION public.wall_writes() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT COALESCE(current_setting('baton.purpose', true), '') IN ('system', 'deed') OR public.wall_owns()
$$;

-- The purposes of `baton.core.wall.Purpose` that read every row.
CREATE FUNCTION public.wall_reads() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT COALESCE(current_setting('baton.purpose', true), '')
           IN ('system', 'deed', 'figures', 'restriction', 'disclosure', 'caseload', 'information', 'status', 'liaison', 'asked', 'link')
           OR public.wall_owns()
$$;

-- The practitioner whose request it is, or nothing.
CREATE FUNCTION public.wall_practitioner() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT NULLIF(current_setting('baton.practitioner', true), '')::uuid
$$;

-- Nobody's request any more, for the rest of the transaction: a purpose, or nothing.
CREATE FUNCTION public.wall_become(purpose text) RETURNS void LANGUAGE sql AS $$
    SELECT set_config('baton.purpose', COALESCE(purpose, ''), true),
           set_config('baton.practitioner', '', true),
           set_config('baton.roles', '', true),
           set_config('baton.organisations', '', true),
           set_config('baton.answers_for', '', true),
           set_config('baton.localities', '', true)
$$;
"""

DROP = """
DROP FUNCTION public.wall_become(text);
DROP FUNCTION public.wall_practitioner();
DROP FUNCTION public.wall_reads();
DROP FUNCTION public.wall_writes();
DROP FUNCTION public.wall_owns();
"""

OWN = "row.owner_key = (SELECT public.wall_practitioner())::text"


class Migration(migrations.Migration):
    dependencies = [("core", "0002_cache")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        walled_own("core_draft", OWN),
        walled_own("core_submission", OWN),
    ]
