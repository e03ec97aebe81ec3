"""What the front door and social care agreed when they talked their day through."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from baton.casework.models.transfer import Transfer
from baton.core.models import BaseModel
from baton.frontdoor.models import Enquiry
from baton.journal.history import tracked
from baton.partnership.models import Practitioner


class LiaisonNoteQuerySet(models.QuerySet["LiaisonNote"]):
    """Sets of what was agreed."""

    def up_to(self, day: date) -> Self:
        """Return what was agreed until the end of a day, the first first."""
        return self.filter(agreed_on__lte=day).order_by("at", "pk")


@tracked
class LiaisonNote(BaseModel):
    """One thing agreed on one day about one transfer, or one enquiry that goes to or comes from social care."""

    agreed_on = models.DateField()
    transfer = models.ForeignKey(Transfer, null=True, on_delete=models.PROTECT, related_name="liaison_notes")
    enquiry = models.ForeignKey(Enquiry, null=True, on_delete=models.PROTECT, related_name="liaison_notes")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="liaison_notes")

    objects = LiaisonNoteQuerySet.as_manager()

    class Meta:
        """About one thing, and never empty."""

        constraints = [
            models.CheckConstraint(
                name="liaison_note_about_one",
                condition=Q(transfer=None, enquiry__isnull=False) | Q(transfer__isnull=False, enquiry=None),
            ),
            models.CheckConstraint(name="liaison_note_says_something", condition=~Q(text="")),
        ]
        indexes = [models.Index(fields=["agreed_on"], name="liaison_note_day")]

    def __str__(self) -> str:
        return f"agreed on {self.agreed_on:%d %B %Y}"
