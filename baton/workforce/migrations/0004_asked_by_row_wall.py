"""Audits of one case ask by a function whether it is seen."""

from django.db import migrations

from baton.core.walling import asked_by_row, through


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_asked_by_row_wall"), ("workforce", "0003_wall")]

    operations = [
        asked_by_row("workforce_audit", through("casework_case", "case_id"), case_id="casework_case")
    ]
