"""What was found when a restriction was looked at, behind the second wall: whoever sees the family sees it."""

from django.db import migrations

from baton.core.walling import through, walled, walled_history


class Migration(migrations.Migration):
    dependencies = [("people", "0009_review_date_held")]

    operations = [
        walled("people_restrictionreview", through("people_family", "family_id")),
        walled_history("people_restrictionreviewhistory"),
    ]
