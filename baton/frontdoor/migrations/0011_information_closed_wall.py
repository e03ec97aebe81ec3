"""What somebody was asked, and what they answered, is hidden from them once the enquiry is closed to them.

The twin of `frontdoor.models.scope.closed_to`.
"""

from importlib import import_module

from django.db import migrations

from baton.core.walling import walled_anew

BEFORE = import_module("baton.frontdoor.migrations.0008_specialists_wall")

SEEN = {
    "frontdoor_informationrequest": f"""
        {BEFORE.READ}
        OR row.{BEFORE.FIRST.ASKED} AND row.enquiry_id NOT IN (SELECT public.wall_closed_out())
    """,
    "frontdoor_informationreply": f"""
        EXISTS (
            SELECT 1 FROM frontdoor_informationrequest AS request
              LEFT JOIN frontdoor_enquiry AS enquiry ON enquiry.id = request.enquiry_id
             WHERE request.id = row.request_id
               AND (request.{BEFORE.FIRST.ASKED} AND request.enquiry_id NOT IN (SELECT public.wall_closed_out())
                    OR {BEFORE.whole("enquiry")})
        )
    """,
}


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0010_specialists_closed_wall")]

    operations = [walled_anew(table, seen, BEFORE.SEEN[table]) for table, seen in SEEN.items()]
