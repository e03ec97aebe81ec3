"""How somebody who signs in wants to be written to."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.notices.rules.quiet import Quiet
from baton.partnership.models import Practitioner


@tracked
class Preference(BaseModel):
    """One practitioner's choices; where there is no row, or no choice, what is usual holds."""

    practitioner = models.OneToOneField(
        Practitioner, on_delete=models.PROTECT, related_name="notice_preference"
    )
    ways = models.JSONField(default=dict, help_text="kind of notice → at once, once a day or never")
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    free_days = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        help_text="days of the week on which they are not written to; Monday is 0",
    )
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="preference_quiet_hours_whole",
                condition=Q(quiet_from=None, quiet_to=None)
                | (Q(quiet_from__isnull=False, quiet_to__isnull=False) & ~Q(quiet_from=F("quiet_to"))),
            )
        ]

    def __str__(self) -> str:
        return f"of {self.practitioner_id}"

    @property
    def quiet(self) -> Quiet:
        """Give their own quiet hours and days."""
        return Quiet(self.quiet_from, self.quiet_to, frozenset(self.free_days))
