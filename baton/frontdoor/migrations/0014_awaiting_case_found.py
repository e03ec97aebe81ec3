"""Finding the decisions from which no case was opened yet by an index: there are few, and the register grows."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("frontdoor", "0013_specialists_reminded_whole")]

    operations = [
        AddIndexConcurrently(
            model_name="decision",
            index=models.Index(
                condition=models.Q(
                    ("leads_to__in", ["case", "single_service"]),
                    ("superseded_at", None),
                    ("taken_up_at", None),
                ),
                fields=["enquiry"],
                name="decision_awaiting_case",
            ),
        ),
    ]
