"""Unusual reading behind the second wall: those who look into it, and nobody about themselves."""

from django.db import migrations

from baton.core.walling import walled, walled_history

SEEN = """
    row.practitioner_id <> (SELECT public.wall_practitioner())
    AND (SELECT public.wall_holds('safeguarding_lead', 'governance_officer'))
"""


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial"), ("people", "0006_looks_wall")]

    operations = [
        walled("oversight_unusualreading", SEEN),
        walled_history("oversight_unusualreadinghistory"),
    ]
