"""Base models, the mark of the installation, drafts and submissions."""

import uuid

from django.db import models
from django.db.models import Q


class BaseModel(models.Model):
    """A row known by a random UUID, so that an address says nothing about how many there are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class VersionedModel(BaseModel):
    """A row that two people may edit at once; `core.versions.bump` lets only one of them win."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Installation(models.Model):
    """What this database holds: nothing yet, synthetic people, or real ones. One row, set once."""

    class Kind(models.TextChoices):
        UNMARKED = "unmarked", "Not marked"
        DEMONSTRATION = "demonstration", "Demonstration"
        REAL = "real", "Real"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.UNMARKED)
    marked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="core_installation_one_row"),
            models.CheckConstraint(
                condition=Q(kind__in=["unmarked", "demonstration", "real"]),
                name="core_installation_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="unmarked", marked_at=None)
                | (~Q(kind="unmarked") & Q(marked_at__isnull=False)),
                name="core_installation_marked_at",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Draft(BaseModel):
    """What somebody has typed into a form and not yet sent."""

    LONGEST_FORM = 100
    LONGEST_SUBJECT = 200

    owner_key = models.CharField(max_length=64)
    form = models.CharField(max_length=LONGEST_FORM)
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True, default="")
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_key", "form", "subject"], name="core_draft_one_per_form"),
        ]
        indexes = [models.Index(fields=["saved_at"], name="core_draft_saved_at")]

    def __str__(self) -> str:
        return f"{self.form} {self.subject}".strip()


class Submission(BaseModel):
    """A form that has been sent: the second click on its button goes to the same place."""

    token = models.UUIDField()
    owner_key = models.CharField(max_length=64)
    location = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_key", "token"], name="core_submission_once"),
        ]
        indexes = [models.Index(fields=["at"], name="core_submission_at")]

    def __str__(self) -> str:
        return str(self.token)
