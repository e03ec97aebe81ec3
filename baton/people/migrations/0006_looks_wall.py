"""Who looked at a family, for those who may be told: the twin in SQL of `oversight.models.look`."""

from django.db import migrations

from baton.core.walling import through, walled_log

CREATE = """
-- The families whose case whoever acts leads, or on which an organisation works whose team they manage.
CREATE FUNCTION public.wall_worked_on() RETURNS SETOF uuid ROWS 300
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    places uuid[] := public.wall_answers_for();
    moment timestamptz := public.wall_now();
BEGIN
    RETURN QUERY SELECT public.wall_granted(ARRAY['lead_practitioner']);
    IF public.wall_holds('team_manager') THEN
        RETURN QUERY
            SELECT given.family_id FROM public.people_accessgrant AS given
             WHERE given.organisation_id = ANY (places) AND given.kind = 'manager'
               AND given.from_at <= moment AND (given.to_at IS NULL OR given.to_at > moment);
    END IF;
END
$$;
"""

DROP = "DROP FUNCTION public.wall_worked_on();"

# Who was refused, and who asked who looked, is told to those alone who answer for the safety of records.
SEEN = f"""
    ((SELECT public.wall_holds('safeguarding_lead', 'governance_officer'))
     OR row.outcome <> 'refused' AND row.what <> 'log' AND row.family_id IN (SELECT public.wall_worked_on()))
    AND {through("people_family", "family_id")}
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_looks_of_a_time"), ("people", "0005_break_glass_wall")]

    operations = [migrations.RunSQL(CREATE, DROP), walled_log("journal_accessentry", SEEN)]
