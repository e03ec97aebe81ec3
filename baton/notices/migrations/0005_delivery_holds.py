"""The database holds that what was sent or delivered says when."""

from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notices", "0004_delivery_and_bounces")]

    operations = [
        migrations.RemoveConstraint(
            model_name="message",
            name="message_sent_has_moment",
        ),
        AddIndexConcurrently(
            model_name="message",
            index=models.Index(
                condition=models.Q(("status__in", ["queued", "sending"])),
                fields=["status"],
                name="message_waits",
            ),
        ),
        AddConstraintNotValid(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["sent", "delivered"]), _negated=True),
                    ("sent_at__isnull", False),
                    _connector="OR",
                ),
                name="message_sent_has_moment",
            ),
        ),
        ValidateConstraint(model_name="message", name="message_sent_has_moment"),
    ]
