"""Dated duties, and times during which a clock of a case stands still."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from baton.casework.models.case import Case
from baton.casework.rules.duty import STOPPED
from baton.core.dates import local_day
from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.partnership.models import Practitioner


class DutyQuerySet(models.QuerySet["Duty"]):
    """Sets of duties."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of cases that `practitioner` may see."""
        return self.filter(case__in=Case.objects.visible_to(practitioner).values("pk"))

    def open(self) -> Self:
        """Those still to be done."""
        return self.filter(done_at__isnull=True)

    def owned_by(self, practitioner: Practitioner) -> Self:
        """Those that `practitioner` owes."""
        return self.filter(owner=practitioner)

    def late(self, now: datetime) -> Self:
        """Those still to be done whose moment has passed; while its clock stands still, nothing is late."""
        return self.open().filter(due_at__lt=now).running(local_day(now))

    def running(self, day: date) -> Self:
        """Those whose clock does not stand still on `day`."""
        return self.exclude(stopped(day))


def stopped(day: date) -> Q:
    """The condition that a duty's clock stands still on `day`."""
    held = Pause.objects.filter(case=OuterRef("case"), to_on=None, from_on__lte=day)
    condition = Q()
    for clock, kinds in STOPPED.items():
        condition |= Q(Exists(held.filter(clock=clock)), kind__in=kinds)
    return condition


class Duty(BaseModel):
    """Something owed on a case by a moment. Without an `owner` it stands on the hub's or a manager's list."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True, blank=True, help_text="what it is about within the case")
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="empty where the partnership sets no clock for it"
    )
    owner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )
    set_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(
        blank=True, default="", help_text="why it is no longer owed, where it was not done"
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        """The same thing is owed once at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "subject_id"],
                condition=Q(done_at__isnull=True),
                nulls_distinct=False,
                name="casework_duty_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_at"], condition=Q(done_at__isnull=True), name="casework_duty_owner"
            ),
            models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="casework_duty_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"

    @property
    def due_on(self) -> date | None:
        """The local day by which it is owed."""
        return local_day(self.due_at) if self.due_at else None


@tracked
class Pause(BaseModel):
    """A time during which a clock of the case stands still, with the reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    clock = models.CharField(max_length=40)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="the day on which the clock goes on")
    reason = models.TextField()
    by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="pauses"
    )

    class Meta:
        """One pause of a clock at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["case", "clock"], condition=Q(to_on__isnull=True), name="casework_pause_one_open"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="casework_pause_days"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="casework_pause_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.clock} paused from {self.from_on}"
