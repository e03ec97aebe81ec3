"""An enquiry that a conflict of interest closes to somebody, behind the second wall: the twin in SQL of `models.scope`.

Its maker goes on to know its status: that it vanished would tell them what was found.
"""

from importlib import import_module

from django.db import migrations

from baton.core.walling import walled_anew
from baton.documents.walling import document_of

BEFORE = import_module("baton.frontdoor.migrations.0004_wall")


def whole(enquiry: str) -> str:
    """Return the condition that the whole of an enquiry may be read, not the status of one's own alone."""
    return f"{enquiry}.id NOT IN (SELECT public.wall_closed_enquiries()) AND ({BEFORE.whole(enquiry)})"


READ = f"""
    EXISTS (SELECT 1 FROM frontdoor_enquiry AS enquiry WHERE enquiry.id = row.enquiry_id AND ({whole("enquiry")}))
"""
SEEN = {
    "frontdoor_enquiry": f"""
        {whole("row")} OR row.enquirer_id = (SELECT public.wall_practitioner()) AND row.state <> 'withdrawn'
    """,
    **dict.fromkeys(
        (
            "frontdoor_decision",
            "frontdoor_telling",
            "frontdoor_exclusion",
            "frontdoor_enquirypause",
            "frontdoor_check",
            "frontdoor_informationnote",
        ),
        READ,
    ),
    "frontdoor_informationrequest": f"{READ} OR row.{BEFORE.ASKED}",
    "frontdoor_informationreply": f"""
        EXISTS (
            SELECT 1 FROM frontdoor_informationrequest AS request
              LEFT JOIN frontdoor_enquiry AS enquiry ON enquiry.id = request.enquiry_id
             WHERE request.id = row.request_id AND (request.{BEFORE.ASKED} OR {whole("enquiry")})
        )
    """,
}


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0005_documents"), ("people", "0012_conflicts_wall")]

    operations = [
        *(walled_anew(table, seen, BEFORE.SEEN[table]) for table, seen in SEEN.items()),
        walled_anew("frontdoor_enquirydocument", document_of(READ), document_of(BEFORE.READ)),
    ]
