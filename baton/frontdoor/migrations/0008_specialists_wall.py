"""Specialists behind the second wall: they read an enquiry while their view of it is waited for, and what they were asked."""

from importlib import import_module

from django.db import migrations

from baton.core.walling import walled, walled_anew, walled_history
from baton.documents.walling import document_of

BEFORE = import_module("baton.frontdoor.migrations.0006_conflicts_wall")
FIRST = BEFORE.BEFORE

CREATE = """
-- The enquiries of which whoever acts is asked for a specialist's view now: none of a family that is restricted, sealed or
-- closed to them.
CREATE FUNCTION public.wall_asked_as_specialist() RETURNS SETOF uuid ROWS 20
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    places uuid[] := public.wall_specialist_for();
BEGIN
    IF cardinality(places) > 0 IS NOT TRUE THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT asked.enquiry_id FROM public.frontdoor_specialistrequest AS asked
          JOIN public.frontdoor_enquiry AS enquiry ON enquiry.id = asked.enquiry_id
          LEFT JOIN public.people_family AS family ON family.id = enquiry.family_id
         WHERE asked.organisation_id = ANY (places) AND asked.outcome = '' AND asked.closed_at IS NULL
           AND (enquiry.family_id IS NULL
                OR family.restriction = 'open' AND family.id NOT IN (SELECT public.wall_barred()));
END
$$;

-- Where whoever acts works with families.
CREATE FUNCTION public.wall_specialist_for() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    day date := (public.wall_now() AT TIME ZONE 'Europe/London')::date;
BEGIN
    IF NOT public.wall_sees() THEN
        RETURN ARRAY[]::uuid[];
    END IF;
    RETURN ARRAY(
        SELECT held.organisation_id FROM public.partnership_membership AS held
         WHERE held.practitioner_id = public.wall_practitioner()
           AND held.roles::text[] && ARRAY['practitioner', 'team_manager', 'hub_screener', 'hub_manager', 'coordinator',
                                   'social_care_liaison', 'safeguarding_lead']
           AND held.starts_on <= day AND (held.ends_on IS NULL OR held.ends_on > day)
    );
END
$$;
"""

DROP = """
DROP FUNCTION public.wall_asked_as_specialist();
DROP FUNCTION public.wall_specialist_for();
"""


def whole(enquiry: str) -> str:
    """Return the condition that the whole of an enquiry may be read, not the status of one's own alone."""
    return f"""
        {enquiry}.id NOT IN (SELECT public.wall_closed_enquiries())
        AND ({FIRST.whole(enquiry)} OR {enquiry}.id IN (SELECT public.wall_asked_as_specialist()))
    """


READ = f"""
    EXISTS (SELECT 1 FROM frontdoor_enquiry AS enquiry WHERE enquiry.id = row.enquiry_id AND ({whole("enquiry")}))
"""
OF_READ = [table for table, seen in BEFORE.SEEN.items() if seen == BEFORE.READ]
SEEN = {
    "frontdoor_enquiry": f"""
        {whole("row")} OR row.enquirer_id = (SELECT public.wall_practitioner()) AND row.state <> 'withdrawn'
    """,
    **dict.fromkeys(OF_READ, READ),
    "frontdoor_informationrequest": f"{READ} OR row.{FIRST.ASKED}",
    "frontdoor_informationreply": f"""
        EXISTS (
            SELECT 1 FROM frontdoor_informationrequest AS request
              LEFT JOIN frontdoor_enquiry AS enquiry ON enquiry.id = request.enquiry_id
             WHERE request.id = row.request_id AND (request.{FIRST.ASKED} OR {whole("enquiry")})
        )
    """,
}
ASKED = f"{READ} OR row.organisation_id = ANY ((SELECT public.wall_specialist_for())::uuid[])"


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0007_specialists")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        walled("frontdoor_specialistrequest", ASKED),
        walled_history("frontdoor_specialistrequesthistory"),
        *(walled_anew(table, seen, BEFORE.SEEN[table]) for table, seen in SEEN.items()),
        walled_anew("frontdoor_enquirydocument", document_of(READ), document_of(BEFORE.READ)),
    ]
