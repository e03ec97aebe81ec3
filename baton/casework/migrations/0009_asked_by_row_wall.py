"""What belongs to one case asks by a function whether it is seen: its policies are planned once a session.

Who leads, what is owed, assessments, pauses, transfers and the register are listed across cases, and ask as before.
"""

from importlib import import_module

from django.db import migrations

from baton.core.walling import asked_by_row, seen_by_row, through
from baton.documents.walling import document_of

SEEN = import_module("baton.casework.migrations.0006_wall").SEEN

CASE = "casework_case"
OF_A_CASE = (
    "casework_casespan",
    "casework_safeguardingbasis",
    "casework_outcome",
    "casework_planaction",
    "casework_teammember",
    "casework_meeting",
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_proposal"), ("people", "0014_asked_by_row_wall")]

    operations = [
        seen_by_row(CASE),
        *(asked_by_row(table, SEEN[table], case_id=CASE) for table in OF_A_CASE),
        asked_by_row("casework_informationread", through(CASE, "case_id"), case_id=CASE),
        asked_by_row("casework_proposal", through(CASE, "case_id"), case_id=CASE),
        asked_by_row("casework_casedocument", document_of(through(CASE, "case_id")), case_id=CASE),
    ]
