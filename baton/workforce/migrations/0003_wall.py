"""Audits behind the second wall: whoever sees the case."""

from django.db import migrations

from baton.core.walling import through, walled, walled_history


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_wall"), ("workforce", "0002_audits_without_a_grade")]

    operations = [
        walled("workforce_audit", through("casework_case", "case_id")),
        walled_history("workforce_audithistory"),
    ]
