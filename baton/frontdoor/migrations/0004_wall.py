"""Enquiries behind the second wall: the twin in SQL of `models.scope`, and what an enquirer may know of their own."""

from django.db import migrations

from baton.core.walling import through, walled, walled_history

ENQUIRY = through("frontdoor_enquiry", "enquiry_id")


def whole(enquiry: str) -> str:
    """Return the condition that the whole of an enquiry may be read, not the status of one's own alone."""
    return f"""
        {enquiry}.family_id IS NULL
        AND (SELECT public.wall_holds('hub_screener', 'hub_manager', 'safeguarding_lead', 'governance_officer'))
        OR (
            (SELECT public.wall_holds('hub_screener', 'hub_manager', 'safeguarding_lead', 'governance_officer',
                                      'auditor', 'coordinator'))
            OR {enquiry}.state = 'decided'
               AND {enquiry}.family_id IN (SELECT public.wall_granted(ARRAY['lead_practitioner']))
        ) AND EXISTS (SELECT 1 FROM people_family AS family WHERE family.id = {enquiry}.family_id)
    """


READ = f"""
    EXISTS (SELECT 1 FROM frontdoor_enquiry AS enquiry WHERE enquiry.id = row.enquiry_id AND ({whole("enquiry")}))
"""
FAMILY, PERSON = through("people_family", "family_id"), through("people_person", "person_id")
ASKED = "practitioner_id = (SELECT public.wall_practitioner()) AND (SELECT public.wall_sees())"

SEEN = {
    "frontdoor_enquiry": f"""
        {whole("row")} OR row.enquirer_id = (SELECT public.wall_practitioner()) AND row.state <> 'withdrawn'
    """,
    "frontdoor_enquiryperson": ENQUIRY,
    "frontdoor_decision": READ,
    "frontdoor_telling": READ,
    "frontdoor_exclusion": READ,
    "frontdoor_enquirypause": READ,
    "frontdoor_check": READ,
    "frontdoor_informationnote": READ,
    "frontdoor_informationrequest": f"{READ} OR row.{ASKED}",
    "frontdoor_informationreply": f"""
        EXISTS (
            SELECT 1 FROM frontdoor_informationrequest AS request
              LEFT JOIN frontdoor_enquiry AS enquiry ON enquiry.id = request.enquiry_id
             WHERE request.id = row.request_id AND (request.{ASKED} OR {whole("enquiry")})
        )
    """,
    "frontdoor_safeguardingstop": """
        row.practitioner_id = (SELECT public.wall_practitioner())
        OR (SELECT public.wall_holds('hub_manager', 'safeguarding_lead'))
    """,
}


# What concerns a family follows it, else a person, else an enquiry that nobody linked yet; what concerns nobody is open.
EVENTS = f"""
    CASE WHEN row.family_id IS NOT NULL THEN {FAMILY}
         WHEN row.person_id IS NOT NULL THEN {PERSON}
         WHEN row.subject_kind = 'frontdoor.enquiry' THEN {through("frontdoor_enquiry", "subject_id")}
         ELSE row.case_id IS NULL AND (SELECT public.wall_practitioner()) IS NOT NULL
              AND (row.subject_kind IN ('', 'workforce.trainingattendance') OR row.subject_kind LIKE 'partnership.%')
    END
"""


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0003_saved_filters"), ("people", "0003_wall")]

    operations = [
        *(walled(table, seen) for table, seen in SEEN.items()),
        *(walled_history(f"{table}history") for table in SEEN),
        walled("journal_event", EVENTS),
    ]
