"""The review register: cases that nobody has looked at for a while."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from baton.casework.models.case import Case
from baton.casework.rules.register import Disposal, ScreenOutcome
from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.partnership.models import Practitioner


class RegisterQuerySet(models.QuerySet["ReviewRegisterEntry"]):
    """Sets of entries."""

    def unsettled(self) -> Self:
        """Those still to be decided about."""
        return self.filter(settled_on__isnull=True)

    def in_register_on(self, day: date) -> Self:
        """Those entered on or before `day` and not settled by then (figure `review_register.size`)."""
        return self.filter(entered_on__lte=day).filter(Q(settled_on__isnull=True) | Q(settled_on__gt=day))


@tracked
class ReviewRegisterEntry(BaseModel):
    """A case waiting for a manager: screened first, then allocated, closed or referred."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="register_entry")
    entered_on = models.DateField()
    screened_at = models.DateTimeField(null=True, blank=True)
    screened_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="register_screens"
    )
    screen_outcome = models.CharField(
        max_length=30, blank=True, default="", choices=[(value.value, value.value) for value in ScreenOutcome]
    )
    screen_note = models.TextField(blank=True, default="")
    information_asked_at = models.DateTimeField(null=True, blank=True)
    information_asked_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="register_questions"
    )
    information_asked = models.TextField(blank=True, default="", help_text="what is asked for, and of whom")
    information_received = models.TextField(blank=True, default="")
    information_received_at = models.DateTimeField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="register_settled"
    )
    disposal = models.CharField(
        max_length=10, blank=True, default="", choices=[(value.value, value.value) for value in Disposal]
    )
    reason = models.TextField(blank=True, default="")

    objects = RegisterQuerySet.as_manager()

    class Meta:
        """A screen and a settlement are whole or not there; only *refer* settles without a screen."""

        constraints = [
            models.CheckConstraint(
                condition=Q(screened_at__isnull=True, screened_by__isnull=True, screen_outcome="")
                | (Q(screened_at__isnull=False, screened_by__isnull=False) & ~Q(screen_outcome="")),
                name="casework_register_screen_whole",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, disposal="")
                | (Q(settled_on__isnull=False) & ~Q(disposal="")),
                name="casework_register_settled_whole",
            ),
            models.CheckConstraint(
                condition=Q(disposal__in=["", Disposal.REFERRED.value]) | Q(screened_at__isnull=False),
                name="casework_register_screened_first",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=models.F("entered_on")),
                name="casework_register_days",
            ),
        ]
        indexes = [models.Index(fields=["entered_on", "settled_on"], name="casework_register_open")]

    def __str__(self) -> str:
        return f"{self.case_id} in the register from {self.entered_on}"
