"""Breaking the glass behind the second wall: for a while it takes the restriction away, from what one's roles cover.

The twin in SQL of `FamilyQuerySet.visible_to`; a seal and a bar stand as before.
"""

from django.db import migrations

from baton.core.walling import through, walled, walled_anew, walled_history

CREATE = """
-- The families for which whoever acts has broken the glass.
CREATE FUNCTION public.wall_glass_broken() RETURNS SETOF uuid ROWS 2
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := public.wall_now();
BEGIN
    RETURN QUERY
        SELECT used.family_id FROM public.people_breakglass AS used
         WHERE used.practitioner_id = public.wall_practitioner()
           AND used.from_at <= moment AND used.to_at > moment;
END
$$;
"""

DROP = "DROP FUNCTION public.wall_glass_broken();"

IS_OPEN = "row.restriction = 'open'"
OR_BROKEN = """
    (row.restriction = 'open'
     OR row.restriction = 'restricted' AND row.id IN (SELECT public.wall_glass_broken()))
"""


def families(is_open: str) -> str:
    """Return the condition of `people_family`, open to those whose roles cover it where `is_open` holds."""
    return f"""
    row.id NOT IN (SELECT public.wall_barred())
    AND (
        {is_open} AND (
            (SELECT public.wall_every_open())
            OR row.locality_id = ANY ((SELECT public.wall_localities())::uuid[])
            OR row.id IN (SELECT public.wall_granted_to_organisations())
        )
        OR row.restriction <> 'sealed' AND (
            (SELECT public.wall_every_restricted())
            OR row.id IN (SELECT public.wall_granted(ARRAY['lead_practitioner', 'team_member', 'authoriser', 'coordinator',
                                                    'manager', 'transfer', 'named', 'enquirer']))
        )
        OR row.id IN (SELECT public.wall_granted(ARRAY['named']))
    )
"""


USES = f"row.practitioner_id = (SELECT public.wall_practitioner()) OR {through('people_family', 'family_id')}"


class Migration(migrations.Migration):
    dependencies = [("people", "0004_break_glass")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        walled("people_breakglass", USES),
        walled_history("people_breakglasshistory"),
        walled_anew("people_family", families(OR_BROKEN), families(IS_OPEN)),
    ]
