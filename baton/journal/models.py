"""The journal of deeds and the log of who looked. Both grow and never change."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from baton.journal.marks import EVENTS, LOOKS

KIND_LENGTH = 80


class Appended(models.QuerySet[Any]):
    """A table that is only ever added to; the serving role holds no grant to do otherwise."""

    def update(self, **kwargs: Any) -> int:
        """Refuse: an entry is never changed."""
        raise TypeError("The journal is only added to: record a new event that says what changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: an entry is never deleted by the application."""
        raise TypeError("The journal is only added to: retention runs under the owner's role")


class EventQuerySet(Appended):
    """Set logic over events."""

    def of_family(self, family_id: uuid.UUID) -> Self:
        """Events about this family."""
        return self.filter(family_id=family_id)

    def of_case(self, case_id: uuid.UUID) -> Self:
        """Events about this case."""
        return self.filter(case_id=case_id)

    def of_kinds(self, kinds: Iterable[str]) -> Self:
        """Events of one of these kinds."""
        return self.filter(kind__in=list(kinds))

    def before(self, at: datetime, event_id: int) -> Self:
        """Events that stand below this one on a timeline.

        Done earlier, or at the same moment and written earlier.
        """
        return self.filter(Q(at__lt=at) | Q(at=at, id__lt=event_id))

    def after(self, event_id: int) -> Self:
        """Events written after the one with this id, oldest first: the outbox reads on from its cursor."""
        return self.filter(id__gt=event_id).order_by("id")

    def newest_first(self) -> Self:
        """Newest deed first; deeds of one moment in the order they were written, last first."""
        return self.order_by("-at", "-id")


class ActorKind(models.TextChoices):
    """Who did it."""

    PRACTITIONER = "practitioner", "Practitioner"
    FAMILY = "family", "Family"
    SYSTEM = "system", "System"


class Event(models.Model):
    """One deed: when, what kind, by whom, about whom.

    Ids and codes only; no foreign keys, so it outlives its rows.
    """

    append_only: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    kind = models.CharField(max_length=KIND_LENGTH)
    actor_kind = models.CharField(max_length=12, choices=ActorKind.choices)
    actor_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    family_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=KIND_LENGTH, blank=True, default="")
    subject_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(actor_kind__in=["practitioner", "family", "system"]),
                name="journal_event_actor_kind",
            ),
            models.CheckConstraint(
                condition=~Q(actor_kind="practitioner") | Q(actor_id__isnull=False),
                name="journal_event_practitioner_named",
            ),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_id=None)
                | (~Q(subject_kind="") & Q(subject_id__isnull=False)),
                name="journal_event_subject_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["family_id", "-at", "-id"],
                condition=Q(family_id__isnull=False),
                name="journal_event_family",
            ),
            models.Index(
                fields=["case_id", "-at", "-id"],
                condition=Q(case_id__isnull=False),
                name="journal_event_case",
            ),
            models.Index(
                fields=["person_id", "-at"], condition=Q(person_id__isnull=False), name="journal_event_person"
            ),
            models.Index(
                fields=["subject_id", "-at"],
                condition=Q(subject_id__isnull=False),
                name="journal_event_subject",
            ),
            models.Index(fields=["kind", "at"], name="journal_event_kind"),
            models.Index(fields=["actor_id", "at"], name="journal_event_actor"),
        ]
        triggers = [EVENTS.trigger()]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class AccessQuerySet(Appended):
    """Set logic over the log of who looked."""

    def of_family(self, family_id: uuid.UUID) -> Self:
        """Who looked, or tried to look, at this family."""
        return self.filter(family_id=family_id)

    def by_practitioner(self, practitioner_id: uuid.UUID) -> Self:
        """What this practitioner looked at."""
        return self.filter(practitioner_id=practitioner_id)

    def of_request(self, request_id: uuid.UUID | str) -> Self:
        """What was shown or refused in answer to one request (its `X-Request-ID`)."""
        return self.filter(request_id=request_id)

    def allowed(self) -> Self:
        """Only what was shown."""
        return self.exclude(outcome=AccessEntry.Outcome.REFUSED)

    def newest_first(self) -> Self:
        """Newest look first."""
        return self.order_by("-at", "-id")


class AccessEntry(models.Model):
    """Somebody looked at a family or a person, or was refused. No foreign keys, so it outlives its rows."""

    class What(models.TextChoices):
        PAGE = "page", "Page"
        LIST = "list", "List"
        SEARCH = "search", "Search"
        EXPORT = "export", "Export"
        FILE = "file", "File"
        REPORT = "report", "Report"
        LOG = "log", "Who looked"

    class Outcome(models.TextChoices):
        ALLOWED = "allowed", "Allowed"
        REFUSED = "refused", "Refused"
        BREAK_GLASS = "break_glass", "Opened with a reason"

    append_only: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now(), editable=False)
    practitioner_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    role = models.CharField(max_length=200, blank=True, default="")
    family_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    what = models.CharField(max_length=10, choices=What.choices)
    url_name = models.CharField(max_length=100, blank=True, default="")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.TextField(blank=True, default="")
    request_id = models.UUIDField()

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["page", "list", "search", "export", "file", "report", "log"]),
                name="journal_access_what",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["allowed", "refused", "break_glass"]), name="journal_access_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="break_glass") | ~Q(reason=""), name="journal_access_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["family_id", "-at"], name="journal_access_family"),
            models.Index(fields=["person_id", "-at"], name="journal_access_person"),
            models.Index(fields=["practitioner_id", "-at"], name="journal_access_practitioner"),
            models.Index(fields=["outcome", "-at"], name="journal_access_outcome_at"),
            models.Index(fields=["at"], name="journal_access_at"),
        ]
        triggers = [LOOKS.trigger()]

    def __str__(self) -> str:
        return f"{self.outcome} {self.what} #{self.pk}"


class AccessLink(models.Model):
    """The link of one entry of the access log in its chain: the digest of the entry and of the link before it.

    Written behind the entries by `journal.chain`, which says what may be concluded; docs/adr/0013.
    """

    append_only: ClassVar[bool] = True

    entry_id = models.BigIntegerField(primary_key=True)
    digest = models.BinaryField()

    objects = Appended.as_manager()

    def __str__(self) -> str:
        return f"link of look #{self.pk}"
