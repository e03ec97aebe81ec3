"""Readings: a score of one area of a measuring tool, of one person on one day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.outcomes.rules.travelled import Scored, Stage
from baton.partnership.models import Practitioner
from baton.people.models import Family, Person


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Sets of readings."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of families that `practitioner` may see."""
        return self.filter(family__in=Family.objects.visible_to(practitioner).values("pk"))

    def of_case(self, case_id: UUID) -> Self:
        """Those taken in one case, in the order in which they were taken."""
        return self.filter(case_id=case_id).order_by("taken_on", "recorded_at", "tool", "area")

    def of_cases(self, case_ids: Collection[UUID]) -> Self:
        """Those taken in any of these cases."""
        return self.filter(case_id__in=case_ids)

    def of_tool(self, tool: str) -> Self:
        """Those of one tool."""
        return self.filter(tool=tool)

    def until(self, day: date) -> Self:
        """Those taken on or before `day`."""
        return self.filter(taken_on__lte=day)


@tracked
class Reading(BaseModel):
    """One score. Licensed tools keep their name, edition, dates and scores only (rule 11)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="readings")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="readings")
    case_id = models.UUIDField(null=True, blank=True, help_text="the case in which it was taken")
    tool = models.CharField(max_length=60)
    edition = models.CharField(max_length=60, blank=True, default="")
    area = models.CharField(max_length=60)
    taken_on = models.DateField()
    stage = models.CharField(max_length=10, choices=[(value.value, value.value) for value in Stage])
    score = models.DecimalField(max_digits=7, decimal_places=2)
    note = models.TextField(blank=True, default="", help_text="what the person said of it")
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="readings"
    )
    imported_ref = models.CharField(max_length=160, blank=True, default="")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        """Stages are those of the rules; at one sitting an area is scored once, save in imported records."""

        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[value.value for value in Stage]), name="outcomes_reading_stage"
            ),
            models.UniqueConstraint(
                fields=["case_id", "person", "tool", "area", "taken_on", "stage"],
                condition=Q(imported_ref=""),
                nulls_distinct=False,
                name="outcomes_reading_once",
            ),
            models.UniqueConstraint(
                fields=["imported_ref"], condition=~Q(imported_ref=""), name="outcomes_reading_imported_once"
            ),
        ]
        indexes = [
            models.Index(fields=["case_id", "tool", "person", "taken_on"], name="outcomes_reading_of_case"),
            models.Index(fields=["tool", "taken_on"], name="outcomes_reading_of_tool"),
        ]

    def __str__(self) -> str:
        return f"{self.tool} {self.area} on {self.taken_on}"

    @property
    def scored(self) -> Scored:
        """Return it as the rules take it."""
        return Scored(self.taken_on, Stage(self.stage), self.area, self.score)
