"""The time in which an enquiry counts nowhere: keyed in error, or said twice."""

from django.db import models
from django.db.models import F, Q

from baton.core.models import BaseModel
from baton.frontdoor.models.enquiry import Enquiry
from baton.journal.history import tracked


@tracked
class Exclusion(BaseModel):
    """A span of time in which an enquiry is in no figure, because it was keyed in error or is a duplicate.

    A span, not a mark, so that a figure as at an earlier moment does not change.
    """

    class Kind(models.TextChoices):
        """Why the enquiry is in no figure."""

        KEYED_IN_ERROR = "keyed_in_error"
        DUPLICATE_OF = "duplicate_of"

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="exclusions")
    kind = models.CharField(max_length=20, choices=Kind)
    duplicate_of = models.ForeignKey(Enquiry, models.PROTECT, null=True, related_name="duplicates")
    reason = models.TextField(blank=True)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="enquiries_excluded"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="enquiry_excluded_once", fields=["enquiry"], condition=Q(to_at=None)
            ),
            models.CheckConstraint(
                name="exclusion_names_the_original",
                condition=Q(kind="duplicate_of", duplicate_of__isnull=False)
                | Q(kind="keyed_in_error", duplicate_of=None),
            ),
            models.CheckConstraint(
                name="exclusion_not_of_itself",
                condition=Q(duplicate_of=None) | ~Q(duplicate_of=F("enquiry")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.enquiry_id}"
