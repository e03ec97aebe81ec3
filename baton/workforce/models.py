"""Graded reviews of case files, and who attended which training."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from baton.casework.models import Case
from baton.core.models import VersionedModel
from baton.journal.history import tracked
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import Grade, SourceType


class AuditQuerySet(models.QuerySet["Audit"]):
    """Sets of audits."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of cases that `practitioner` may see."""
        return self.filter(case__in=Case.objects.visible_to(practitioner).values("pk"))


@tracked
class Audit(VersionedModel):
    """A graded review of one case file (R176). The auditor has an account, or was imported by name."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="audits")
    audited_on = models.DateField()
    auditor = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="audits"
    )
    imported_auditor = models.CharField(max_length=160, blank=True, default="")
    grade = models.CharField(
        max_length=30, blank=True, choices=[(grade.value, grade.value) for grade in Grade]
    )
    correction_reason = models.TextField(blank=True, default="")
    imported_ref = models.CharField(max_length=160, blank=True, default="")

    objects = AuditQuerySet.as_manager()

    class Meta:
        """Grades are those of the rules, none only where an older system kept none; an imported audit is there once."""

        constraints = [
            models.CheckConstraint(
                condition=Q(grade__in=[grade.value for grade in Grade]) | (Q(grade="") & ~Q(imported_ref="")),
                name="workforce_audit_grade",
            ),
            models.UniqueConstraint(
                fields=["imported_ref"], condition=~Q(imported_ref=""), name="workforce_audit_imported_once"
            ),
        ]
        indexes = [models.Index(fields=["audited_on"], name="workforce_audit_day")]

    def __str__(self) -> str:
        return f"{self.case_id} audited on {self.audited_on}"

    @property
    def auditor_name(self) -> str:
        """Who audited, as known."""
        return self.auditor.name if self.auditor else self.imported_auditor or "not known"


@tracked
class TrainingAttendance(VersionedModel):
    """Somebody attended a course (R188). They have an account, or were imported by name."""

    course = models.CharField(max_length=200)
    held_on = models.DateField()
    practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances_of_training"
    )
    imported_name = models.CharField(max_length=160, blank=True, default="")
    organisation_type = models.CharField(
        max_length=30, blank=True, default="", choices=[(source.value, source.value) for source in SourceType]
    )
    correction_reason = models.TextField(blank=True, default="")
    imported_ref = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        """Types are source types; an imported attendance is there once."""

        constraints = [
            models.CheckConstraint(
                condition=Q(organisation_type__in=["", *[source.value for source in SourceType]]),
                name="workforce_attendance_type",
            ),
            models.UniqueConstraint(
                fields=["imported_ref"],
                condition=~Q(imported_ref=""),
                name="workforce_attendance_imported_once",
            ),
        ]
        indexes = [models.Index(fields=["held_on"], name="workforce_attendance_day")]

    def __str__(self) -> str:
        return f"{self.course} on {self.held_on}"

    @property
    def name(self) -> str:
        """Who attended, as known."""
        return self.practitioner.name if self.practitioner else self.imported_name or "not known"


def attended(courses: Collection[str]) -> dict[UUID, str]:
    """Return the practitioners who attended any of the courses, each with the one they attended last (R188)."""
    rows = TrainingAttendance.objects.filter(course__in=courses, practitioner__isnull=False)
    return {who: course for who, course in rows.order_by("held_on").values_list("practitioner_id", "course")}
