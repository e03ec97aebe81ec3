"""What belongs to one person asks by a function whether they are seen: its policies are planned once a session.

Keys are sought across everybody who bears a name, and ask as before.
"""

from importlib import import_module

from django.db import migrations

from baton.core.walling import asked_by_row, seen_by_row

SEEN = import_module("baton.people.migrations.0003_wall").SEEN
CONFLICTS = import_module("baton.people.migrations.0013_conflicts_of_closed_enquiries_wall").CONFLICTS

PERSON = "people_person"
OF_A_PERSON = (
    "people_formername",
    "people_address",
    "people_contactway",
    "people_involvement",
    "people_need",
)


class Migration(migrations.Migration):
    dependencies = [("people", "0013_conflicts_of_closed_enquiries_wall")]

    operations = [
        seen_by_row(PERSON),
        *(asked_by_row(table, SEEN[table], person_id=PERSON) for table in OF_A_PERSON),
        asked_by_row("people_relationship", SEEN["people_relationship"], person_id=PERSON, other_id=PERSON),
        asked_by_row("people_conflict", CONFLICTS, person_id=PERSON),
    ]
