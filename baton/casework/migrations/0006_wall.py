"""Cases behind the second wall: whoever sees the family sees the case and all that is in it."""

from django.db import migrations

from baton.core.walling import through, walled, walled_history

CASE = through("casework_case", "case_id")
ASSESSMENT = through("casework_assessment", "assessment_id")
MEETING = through("casework_meeting", "meeting_id")
# What is agreed about an enquiry is not for whoever made it: they know its status.
NOT_OWN = """
    EXISTS (
        SELECT 1 FROM frontdoor_enquiry AS enquiry
         WHERE enquiry.id = row.enquiry_id
           AND enquiry.enquirer_id IS DISTINCT FROM (SELECT public.wall_practitioner())
    )
"""

SEEN = {
    "casework_case": through("people_family", "family_id"),
    "casework_casespan": CASE,
    "casework_safeguardingbasis": CASE,
    "casework_allocation": CASE,
    "casework_standin": CASE,
    "casework_assessment": CASE,
    "casework_assessmentpart": ASSESSMENT,
    "casework_assessmentsubmission": ASSESSMENT,
    "casework_pause": CASE,
    "casework_outcome": CASE,
    "casework_planaction": CASE,
    "casework_teammember": CASE,
    "casework_meeting": CASE,
    "casework_attendance": MEETING,
    "casework_meetingdecision": MEETING,
    "casework_actionprogress": MEETING,
    "casework_review": MEETING,
    "casework_reviewregisterentry": CASE,
    "casework_transfer": CASE,
    "casework_liaisonnote": f"{through('casework_transfer', 'transfer_id')} OR {NOT_OWN}",
}


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_liaison"),
        ("frontdoor", "0004_wall"),
        ("people", "0003_wall"),
    ]

    operations = [
        *(walled(table, seen) for table, seen in SEEN.items()),
        *(walled_history(f"{table}history") for table in SEEN),
        walled("casework_informationread", CASE),
        walled("casework_duty", CASE),
    ]
