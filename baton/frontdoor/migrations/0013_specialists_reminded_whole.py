from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("frontdoor", "0012_specialists_reminded")]

    operations = [
        AddConstraintNotValid(
            model_name="specialistrequest",
            constraint=models.CheckConstraint(
                name="specialist_request_reminded_whole",
                condition=models.Q(reminders=0, reminded_at=None)
                | models.Q(reminders__gt=0, reminded_at__isnull=False),
            ),
        ),
        ValidateConstraint(model_name="specialistrequest", name="specialist_request_reminded_whole"),
    ]
