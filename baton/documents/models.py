"""What every document holds, whichever record it belongs to; the record's app makes it a table (`CaseDocument`).

The file lies outside the database (`files.store`), the row is its index: by the digest of its content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from baton.core.models import VersionedModel
from baton.documents.rules.content import KIND_WORDS, MEDIA_TYPES, FileKind
from baton.documents.rules.document import OPENS, Audience, State
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWERS_FOR_RECORDS = (Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER)
"""They see every document of the records they see: for a child's safety, and for the copy that a subject is given."""


class DocumentQuerySet(models.QuerySet[Any]):
    """Sets of documents of one kind of record."""

    def shown_to(self, practitioner: Practitioner) -> Self:
        """Those meant for `practitioner`, of records they may see, which the caller asks beside this.

        Its twin in SQL is `documents.walling.MEANT_FOR`.
        """
        if practitioner.has_role(*ANSWERS_FOR_RECORDS):
            return self.all()
        return self.filter(
            Q(audience=Audience.RECORD)
            | Q(added_by=practitioner)
            | Q(audience=Audience.ORGANISATION.value, organisation__in=practitioner.organisation_ids())
            | Q(audience=Audience.NAMED, readers__contains=[practitioner.pk])
        )

    def in_use(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def newest_first(self) -> Self:
        """By the day they bear, then by when they were added; with whoever added or withdrew them."""
        return self.select_related("added_by", "withdrawn_by", "organisation").order_by(
            "-dated_on", "-added_at", "pk"
        )

    def waiting(self) -> Self:
        """Those that wait for the virus scanner."""
        return self.filter(state=State.QUARANTINED)

    def never_scanned(self) -> Self:
        """Those at which no virus scanner has looked: what waits, and what came while there was none."""
        return self.filter(state__in=[State.QUARANTINED, State.UNSCANNED])

    def with_file(self) -> Self:
        """Those whose file lies in the store."""
        return self.exclude(state=State.INFECTED).exclude(digest="")


class Document(VersionedModel):
    """One document of a record. It is never deleted: what should not be there is withdrawn with a reason."""

    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=40, help_text="code of a kind of document of the profile")
    dated_on = models.DateField(help_text="the day that the document bears")
    audience = models.CharField(max_length=12, choices=[(value.value, value.value) for value in Audience])
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    readers = ArrayField(models.UUIDField(), default=list, blank=True, help_text="practitioners named")
    file_kind = models.CharField(max_length=8, choices=[(value.value, value.value) for value in FileKind])
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file, its name in the store")
    size = models.PositiveIntegerField(help_text="bytes")
    state = models.CharField(max_length=12, choices=[(value.value, value.value) for value in State])
    scanned_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        """Who may see it is said whole; withdrawn with a reason and by somebody; looked for by its digest."""

        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(audience=Audience.RECORD.value, organisation__isnull=True, readers=[])
                | Q(audience=Audience.ORGANISATION.value, organisation__isnull=False, readers=[])
                | (Q(audience=Audience.NAMED.value, organisation__isnull=True) & ~Q(readers=[])),
                name="%(app_label)s_%(class)s_audience_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="%(app_label)s_%(class)s_withdrawn_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[value.value for value in State])
                & Q(file_kind__in=[value.value for value in FileKind]),
                name="%(app_label)s_%(class)s_codes",
            ),
        ]
        indexes = [models.Index(fields=["digest"], name="%(class)s_digest")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.dated_on}"

    @property
    def record(self) -> models.Model:
        """The enquiry or the case that it belongs to."""
        raise NotImplementedError

    @property
    def family_id_of_record(self) -> UUID | None:
        """The family it is about, where the record has one."""
        raise NotImplementedError

    @property
    def case_id_of_record(self) -> UUID | None:
        """The case it belongs to, if it does to one."""
        return None

    @property
    def opens(self) -> bool:
        """Whether its file is given out."""
        return self.state in OPENS and self.withdrawn_at is None and bool(self.digest)

    @property
    def media_type(self) -> str:
        """What its file is, for a browser."""
        return MEDIA_TYPES[FileKind(self.file_kind)]

    @property
    def file_words(self) -> str:
        """What its file is, for people."""
        return KIND_WORDS[FileKind(self.file_kind)]


def tables() -> Iterator[type[Any]]:
    """Yield the model of each kind of record that holds documents."""
    for model in apps.get_models():
        if issubclass(model, Document) and not hasattr(model, "pgh_tracked_model"):
            yield model


def digests() -> set[str]:
    """Return the digest of every file that should lie in the store."""
    return {
        digest for model in tables() for digest in model.objects.with_file().values_list("digest", flat=True)
    }
