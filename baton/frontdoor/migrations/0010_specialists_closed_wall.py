"""What specialists were asked stays closed to whoever may not see the family, also once it is answered."""

from importlib import import_module

from django.db import migrations

from baton.core.walling import walled_anew

BEFORE = import_module("baton.frontdoor.migrations.0008_specialists_wall")

CREATE = """
-- The enquiries about which whoever acts may be asked nothing: a conflict of interest closes them, or a bar their family.
CREATE FUNCTION public.wall_closed_out() RETURNS SETOF uuid ROWS 5
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT public.wall_closed_enquiries()
        UNION
        SELECT enquiry.id FROM public.frontdoor_enquiry AS enquiry
         WHERE enquiry.family_id IN (SELECT public.wall_barred());
END
$$;

-- What whoever acts was asked as a specialist, answered or not: nothing about a family that is restricted, sealed or
-- closed to them. The twin of `SpecialistRequestQuerySet.of_specialist`.
CREATE FUNCTION public.wall_of_specialist() RETURNS SETOF uuid ROWS 50
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    places uuid[] := public.wall_specialist_for();
BEGIN
    IF cardinality(places) > 0 IS NOT TRUE THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT asked.id FROM public.frontdoor_specialistrequest AS asked
          JOIN public.frontdoor_enquiry AS enquiry ON enquiry.id = asked.enquiry_id
          LEFT JOIN public.people_family AS family ON family.id = enquiry.family_id
         WHERE asked.organisation_id = ANY (places)
           AND (enquiry.family_id IS NULL OR family.restriction = 'open')
           AND enquiry.id NOT IN (SELECT public.wall_closed_out());
END
$$;
"""

DROP = """
DROP FUNCTION public.wall_of_specialist();
DROP FUNCTION public.wall_closed_out();
"""

ASKED = f"{BEFORE.READ} OR row.id IN (SELECT public.wall_of_specialist())"


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0009_told_by_text"), ("people", "0012_conflicts_wall")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        walled_anew("frontdoor_specialistrequest", ASKED, BEFORE.ASKED),
    ]
