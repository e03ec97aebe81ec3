"""Every record that is restricted or sealed already is looked at three months after it was closed off.

Three months are the default of a profile (`RestrictedRecords.review_months`). What is long overdue by that stands first
on the list of whoever looks at it; the day of a record closed off from now on is the partnership's.
"""

from datetime import timedelta
from typing import Any

from django.db import migrations
from django.utils import timezone

MONTHS = 3


def set_days(apps: Any, schema: Any) -> None:
    """Give each closed record without a day its day."""
    closed = apps.get_model("people", "Family").objects.exclude(restriction="open").filter(review_on=None)
    for family in closed.iterator():
        family.review_on = months_later(timezone.localdate(family.restricted_at))
        family.save(update_fields=["review_on"])


def months_later(on: Any) -> Any:
    """Return the same day three months later; the last of the month where it has no such day."""
    years, month = divmod(on.month - 1 + MONTHS, 12)
    first = on.replace(year=on.year + years, month=month + 1, day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=on.day - 1), last)


class Migration(migrations.Migration):
    dependencies = [("people", "0007_restriction_reviews")]

    operations = [migrations.RunPython(set_days, migrations.RunPython.noop)]
