"""The safeguarding stop: a child may be at risk of significant harm, so nobody waits in a queue."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from baton.core.models import BaseModel
from baton.journal.history import tracked


class SafeguardingStopQuerySet(models.QuerySet["SafeguardingStop"]):
    """Sets of safeguarding stops."""

    def awaiting_receipt(self) -> Self:
        """Return the stops for which nobody has recorded yet that social care received them."""
        return self.filter(receipt_recorded_at=None)


@tracked
class SafeguardingStop(BaseModel):
    """A practitioner was sent to social care's own route: who, when and about which child.

    It is no enquiry: it stands in no queue and in no figure of enquiries (requirements R055).
    """

    child = models.CharField(max_length=300)
    practitioner = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, related_name="safeguarding_stops"
    )
    organisation = models.ForeignKey(
        "partnership.Organisation", models.PROTECT, null=True, related_name="safeguarding_stops"
    )
    at = models.DateTimeField()
    receipt_recorded_at = models.DateTimeField(null=True)
    receipt_by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="safeguarding_receipts"
    )
    receipt_note = models.TextField(blank=True)

    objects = SafeguardingStopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stop_receipt_whole",
                condition=Q(receipt_recorded_at=None, receipt_by=None)
                | Q(receipt_recorded_at__isnull=False, receipt_by__isnull=False),
            ),
            models.CheckConstraint(
                name="stop_receipt_not_before_stop",
                condition=Q(receipt_recorded_at=None) | Q(receipt_recorded_at__gte=F("at")),
            ),
        ]

    def __str__(self) -> str:
        return f"stop of {self.at:%d %B %Y %H:%M}"
