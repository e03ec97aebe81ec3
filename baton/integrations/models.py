"""What was imported from older systems, and the names in it that nobody here bears yet."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.partnership.models import Organisation, Practitioner


class ImportedRecord(BaseModel):
    """One record of one file, imported once: its key, and what stands for the text of its columns.

    `marks` tell whether a column has another text when the file comes again (`rules.legacy.rows.marks`); no text
    is kept here. `object_id` is the row that was written for it.
    """

    source = models.CharField(max_length=30)
    file = models.CharField(max_length=20)
    key = models.CharField(max_length=170)
    marks = models.BinaryField(default=b"")
    object_id = models.UUIDField(null=True, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        """A record is there once."""

        constraints = [
            models.UniqueConstraint(fields=["source", "file", "key"], name="integrations_record_once")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.file}"


class NameKind(models.TextChoices):
    """Whose name it is."""

    ORGANISATION = "organisation", "Organisation"
    PRACTITIONER = "practitioner", "Practitioner"


class ImportedNameQuerySet(models.QuerySet["ImportedName"]):
    """Sets of imported names."""

    def unmatched(self) -> Self:
        """Those that wait for somebody to say who is meant."""
        return self.filter(settled_at=None)


@tracked
class ImportedName(BaseModel):
    """A name from an older system that the partnership does not have, until somebody says who is meant.

    `beside` is the organisation named with a practitioner, so that two of one name stay two.
    """

    kind = models.CharField(max_length=20, choices=NameKind.choices)
    name = models.CharField(max_length=160)
    beside = models.CharField(max_length=160, blank=True, default="")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="imported_names"
    )
    practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="imported_names"
    )
    first_seen_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="imported_names_settled"
    )

    objects = ImportedNameQuerySet.as_manager()

    class Meta:
        """A name is listed once; it is settled whole, and with one of its own kind."""

        constraints = [
            models.UniqueConstraint(fields=["kind", "name", "beside"], name="integrations_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="integrations_name_named"),
            models.CheckConstraint(condition=Q(kind__in=NameKind.values), name="integrations_name_kind"),
            models.CheckConstraint(
                condition=Q(settled_at=None, organisation=None, practitioner=None, settled_by=None)
                | Q(settled_at__isnull=False, organisation__isnull=False),
                name="integrations_name_settled_whole",
            ),
            models.CheckConstraint(
                condition=Q(kind=NameKind.PRACTITIONER) | Q(practitioner=None),
                name="integrations_name_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name
