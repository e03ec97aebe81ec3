"""The database holds that what was gathered names its day's message, and what is held says until when."""

from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notices", "0002_preferences_and_digests")]

    operations = [
        AddIndexConcurrently(
            model_name="message",
            index=models.Index(
                condition=models.Q(("status", "held")), fields=["send_at"], name="message_held"
            ),
        ),
        AddConstraintNotValid(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("digest__isnull", False), ("status", "gathered")),
                    models.Q(models.Q(("status", "gathered"), _negated=True), ("digest", None)),
                    _connector="OR",
                ),
                name="message_gathered_in_digest",
            ),
        ),
        AddConstraintNotValid(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "held"), _negated=True),
                    models.Q(("send_at__isnull", False), ("to_practitioner__isnull", False)),
                    _connector="OR",
                ),
                name="message_held_until",
            ),
        ),
        ValidateConstraint(model_name="message", name="message_gathered_in_digest"),
        ValidateConstraint(model_name="message", name="message_held_until"),
    ]
