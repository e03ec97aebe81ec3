"""Whom practitioners may not see, behind the second wall: told to whoever said it and to those who judge what was found.

The twin in SQL of `ConflictQuerySet.visible_to` and of what `PersonQuerySet.visible_to` says of people in no family. A
practitioner reads no conflict of their own: that there is one would tell them that there is a record.
"""

from importlib import import_module

from django.db import migrations

from baton.core.walling import through, walled, walled_anew, walled_history

WALL = import_module("baton.people.migrations.0003_wall")

CREATE = """
-- The people in no family whose record is closed to whoever acts.
CREATE FUNCTION public.wall_closed_people() RETURNS SETOF uuid ROWS 5
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT found.person_id FROM public.people_conflict AS found
         WHERE found.practitioner_id = public.wall_practitioner()
           AND found.person_id IS NOT NULL AND found.verdict <> 'lifted';
END
$$;

-- The enquiries that are closed to whoever acts.
CREATE FUNCTION public.wall_closed_enquiries() RETURNS SETOF uuid ROWS 5
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT found.enquiry_id FROM public.people_conflict AS found
         WHERE found.practitioner_id = public.wall_practitioner()
           AND found.enquiry_id IS NOT NULL AND found.verdict <> 'lifted';
END
$$;

-- Whoever works where whoever acts manages a team.
CREATE FUNCTION public.wall_managed() RETURNS SETOF uuid ROWS 50
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    day date := (public.wall_now() AT TIME ZONE 'Europe/London')::date;
BEGIN
    IF NOT public.wall_holds('team_manager') THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT theirs.practitioner_id
          FROM public.partnership_membership AS own
          JOIN public.partnership_membership AS theirs ON theirs.organisation_id = own.organisation_id
         WHERE own.practitioner_id = public.wall_practitioner() AND 'team_manager' = ANY (own.roles)
           AND own.starts_on <= day AND (own.ends_on IS NULL OR own.ends_on > day)
           AND theirs.starts_on <= day AND (theirs.ends_on IS NULL OR theirs.ends_on > day);
END
$$;
"""

DROP = """
DROP FUNCTION public.wall_managed();
DROP FUNCTION public.wall_closed_enquiries();
DROP FUNCTION public.wall_closed_people();
"""

PEOPLE = """
    EXISTS (SELECT 1 FROM people_familymembership AS membership WHERE membership.person_id = row.id)
    OR (SELECT public.wall_every_open()) AND public.wall_in_no_family(row.id)
       AND row.id NOT IN (SELECT public.wall_closed_people())
"""

KEEPER = "(SELECT public.wall_holds('safeguarding_lead', 'governance_officer'))"
ABOUT = f"row.person_id IS NOT NULL AND {through('people_person', 'person_id')}"
CONFLICTS = f"""
    row.practitioner_id <> (SELECT public.wall_practitioner())
    AND (
        {KEEPER} AND (
            {ABOUT}
            OR row.person_id IS NULL
               AND (row.family_id IS NULL OR {through("people_family", "family_id")})
        )
        OR {ABOUT} AND row.practitioner_id IN (SELECT public.wall_managed())
    )
"""

DECLARED = """
    row.practitioner_id = (SELECT public.wall_practitioner())
    OR EXISTS (SELECT 1 FROM people_conflict AS found WHERE found.declared_id = row.id)
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0011_conflicts")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        walled("people_conflict", CONFLICTS),
        walled("people_declaredperson", DECLARED),
        walled_history("people_conflicthistory"),
        walled_history("people_declaredpersonhistory"),
        walled_anew("people_person", PEOPLE, WALL.PEOPLE),
    ]
