"""What was looked at within an hour is found without reading the whole access log."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("journal", "0003_chained_access_log")]

    operations = [
        ValidateConstraint(model_name="accessentry", name="journal_access_what"),
        AddIndexConcurrently(
            model_name="accessentry",
            index=models.Index(fields=["at"], name="journal_access_at"),
        ),
    ]
