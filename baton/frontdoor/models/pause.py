"""The time in which the clock of an enquiry stands still."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from baton.core.models import BaseModel
from baton.frontdoor.models.enquiry import Enquiry
from baton.journal.history import tracked


@tracked
class EnquiryPause(BaseModel):
    """A time in which the clock of an enquiry stands still on the board, with its reason; figures ignore it."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="pauses")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    reason = models.TextField()
    by = models.ForeignKey("partnership.Practitioner", models.PROTECT, related_name="enquiry_pauses")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="enquiry_paused_once", fields=["enquiry"], condition=Q(to_at=None)),
            models.CheckConstraint(
                name="enquiry_pause_ends_after_start",
                condition=Q(to_at=None) | Q(to_at__gte=F("from_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"pause of {self.enquiry_id}"


def stands_still() -> Exists:
    """The condition that the clock of an enquiry stands still."""
    return Exists(EnquiryPause.objects.filter(enquiry=OuterRef("pk"), to_at=None))
