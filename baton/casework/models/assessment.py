"""The early help assessment, its parts, and each time it went to be authorised."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from baton.casework.models.case import Case
from baton.casework.rules.assessment import AssessmentState
from baton.core.models import BaseModel, VersionedModel
from baton.journal.history import tracked
from baton.partnership.models import Organisation, Practitioner
from baton.people.models import Person

AUTHORISED = AssessmentState.AUTHORISED.value


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Sets of assessments."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of cases that `practitioner` may see."""
        return self.filter(case__in=Case.objects.visible_to(practitioner).values("pk"))

    def started_by(self, day: date) -> Self:
        """Those started on or before `day`."""
        return self.filter(started_on__lte=day)

    def latest_first(self) -> Self:
        """The newest of a case first."""
        return self.order_by("-number")


@tracked
class Assessment(VersionedModel):
    """One whole-family assessment. `completed_on` is the day when the authorised version was submitted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12,
        choices=[(value.value, value.value) for value in AssessmentState],
        default=AssessmentState.IN_PROGRESS.value,
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    imported_organisation = models.CharField(max_length=160, blank=True, default="")
    started_on = models.DateField()
    started_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments_started"
    )
    due_on = models.DateField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments_submitted"
    )
    completed_on = models.DateField(null=True, blank=True)
    authorised_at = models.DateTimeField(null=True, blank=True)
    authorised_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments_authorised"
    )
    returned_reason = models.TextField(blank=True, default="")
    imported_ref = models.CharField(max_length=120, blank=True, default="")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        """Numbered within the case, one at a time; authorised means completed, and by somebody else."""

        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="casework_assessment_number"),
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state=AUTHORISED) & Q(imported_ref=""),
                name="casework_assessment_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[value.value for value in AssessmentState]),
                name="casework_assessment_state",
            ),
            models.CheckConstraint(
                condition=Q(state=AUTHORISED, completed_on__isnull=False)
                | (~Q(state=AUTHORISED) & Q(completed_on__isnull=True, authorised_at__isnull=True)),
                name="casework_assessment_completed",
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(completed_on__gte=F("started_on")),
                name="casework_assessment_days",
            ),
            models.CheckConstraint(
                condition=Q(authorised_by__isnull=True) | ~Q(authorised_by=F("submitted_by")),
                name="casework_assessment_not_its_author",
            ),
            models.CheckConstraint(
                condition=~Q(state=AUTHORISED)
                | ~Q(imported_ref="")
                | Q(authorised_at__isnull=False, authorised_by__isnull=False),
                name="casework_assessment_authorised_whole",
            ),
            models.UniqueConstraint(
                fields=["imported_ref"],
                condition=~Q(imported_ref=""),
                name="casework_assessment_imported_once",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-started_on"], name="casework_assessment_latest"),
            models.Index(fields=["completed_on"], name="casework_assessment_done"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} assessment {self.number}"


@tracked
class AssessmentPart(VersionedModel):
    """What was written in one section of the form, about one person or the whole family."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="parts")
    section = models.CharField(max_length=40)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="assessment_parts"
    )
    answers = models.JSONField(default=dict)
    complete = models.BooleanField(default=False, help_text="every required question is answered")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="assessment_parts"
    )

    class Meta:
        """One part for each section and person."""

        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section", "person"], nulls_distinct=False, name="casework_part_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.section}"


@tracked
class AssessmentSubmission(BaseModel):
    """One time the assessment went to be authorised, and the answer: so its past states are known."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="submissions")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    answer = models.CharField(
        max_length=12,
        blank=True,
        default="",
        choices=[("authorised", "authorised"), ("returned", "returned")],
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions_answered"
    )
    reason = models.TextField(blank=True, default="")

    class Meta:
        """One waits at a time; a returned one says why."""

        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(answer=""), name="casework_submission_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="casework_submission_answer_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer=AssessmentState.RETURNED.value) | ~Q(reason=""),
                name="casework_submission_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} submitted {self.submitted_at:%Y-%m-%d}"
