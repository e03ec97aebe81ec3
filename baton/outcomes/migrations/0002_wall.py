"""Readings behind the second wall: whoever sees the family."""

from django.db import migrations

from baton.core.walling import through, walled, walled_history


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_initial"), ("people", "0003_wall")]

    operations = [
        walled("outcomes_reading", through("people_family", "family_id")),
        walled_history("outcomes_readinghistory"),
    ]
