"""The database holds that a closed record has its day, and an open one none."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("people", "0008_review_dates")]

    operations = [
        migrations.RemoveConstraint(model_name="family", name="people_family_restricted_for_a_reason"),
        AddConstraintNotValid(
            model_name="family",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("restricted_at", None),
                        ("restricted_by", None),
                        ("restriction", "open"),
                        ("restriction_reason", ""),
                        ("review_on", None),
                    ),
                    models.Q(
                        models.Q(("restriction", "open"), _negated=True),
                        models.Q(("restriction_reason", ""), _negated=True),
                        ("restricted_at__isnull", False),
                        ("review_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="people_family_restricted_for_a_reason",
            ),
        ),
        ValidateConstraint(model_name="family", name="people_family_restricted_for_a_reason"),
    ]
