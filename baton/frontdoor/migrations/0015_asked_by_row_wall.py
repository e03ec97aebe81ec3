"""What belongs to one enquiry, and what happened, ask by a function whether they are seen.

Decisions, requests, pauses and what does not count are listed across enquiries, and ask as before.
"""

from importlib import import_module

from django.db import migrations

from baton.core.walling import asked_by_row, seen_by_row, walled_anew
from baton.documents.walling import document_of

FIRST = import_module("baton.frontdoor.migrations.0004_wall")
LATEST = import_module("baton.frontdoor.migrations.0008_specialists_wall")

ENQUIRY, PERSON = "frontdoor_enquiry", "people_person"
WHOLE = LATEST.whole("enquiry").replace("FROM people_family", "FROM public.people_family")
READ = "public.wall_reads_enquiry(row.enquiry_id)"

CREATE = f"""
-- The whole of an enquiry may be read, not the status of one's own alone.
CREATE FUNCTION public.wall_reads_enquiry(one uuid) RETURNS boolean LANGUAGE plpgsql STABLE COST 100
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM public.frontdoor_enquiry AS enquiry WHERE enquiry.id = one AND ({WHOLE}));
END
$$;
"""

DROP = "DROP FUNCTION public.wall_reads_enquiry(uuid);"


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0014_awaiting_case_found"), ("people", "0014_asked_by_row_wall")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        walled_anew("frontdoor_check", READ, LATEST.READ),
        walled_anew("frontdoor_informationnote", READ, LATEST.READ),
        walled_anew("frontdoor_enquirydocument", document_of(READ), document_of(LATEST.READ)),
        seen_by_row(ENQUIRY),
        asked_by_row("frontdoor_enquiryperson", FIRST.SEEN["frontdoor_enquiryperson"], enquiry_id=ENQUIRY),
        asked_by_row("journal_event", FIRST.EVENTS, subject_id=ENQUIRY, person_id=PERSON),
    ]
