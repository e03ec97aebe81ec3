"""Unusual reading: how it is counted in the access log, and the alerts that came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.journal.models import AccessEntry, Event
from baton.oversight.rules.look import SEES_EVERY_LOOK
from baton.oversight.rules.reading import IN_HAND, RECENT, Finding, Kind, Window
from baton.partnership.models import Organisation, Practitioner
from baton.people.models import AccessGrant, Family
from baton.people.rules.scope import SEES_NOBODY

FRONT_DOOR = "frontdoor."
"""How the kinds of event of the front door begin."""

OPENED = (AccessEntry.What.PAGE, AccessEntry.What.FILE)
"""Looks that count: who met a family's name in a list or a search has not opened its record."""


class UnusualReadingQuerySet(models.QuerySet["UnusualReading"]):
    """Sets of alerts."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those that `practitioner` may look into: all but what is about themselves."""
        if not practitioner.has_role(*SEES_EVERY_LOOK) or practitioner.has_role(*SEES_NOBODY):
            return self.none()
        return self.exclude(practitioner=practitioner)

    def open(self) -> Self:
        """Those that nobody has looked into yet."""
        return self.filter(closed_at=None)


@tracked
class UnusualReading(BaseModel):
    """An alert: a practitioner opened unusually many families, and why that was unusual.

    While it is open, more reading of the kind belongs to it; what comes after it was closed is another.
    """

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="unusual_readings")
    kind = models.CharField(max_length=20)
    families = models.PositiveIntegerField(help_text="the most within one hour, day or night")
    usual = models.PositiveIntegerField(help_text="up to how many was usual then")
    from_at = models.DateTimeField(help_text="the first look that counts")
    to_at = models.DateTimeField(help_text="the last")
    noticed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="readings_looked_into"
    )
    finding = models.CharField(max_length=20, blank=True, default="")
    reason = models.TextField(blank=True, default="")

    objects = UnusualReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="oversight_reading_kind"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, finding="", reason="")
                | (
                    Q(closed_at__isnull=False, closed_by__isnull=False)
                    & Q(finding__in=[finding.value for finding in Finding])
                    & ~Q(reason="")
                ),
                name="oversight_reading_closed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=models.F("practitioner")),
                name="oversight_reading_closed_by_another",
            ),
            models.UniqueConstraint(
                fields=["practitioner", "kind"],
                condition=Q(closed_at=None),
                name="oversight_reading_one_open",
            ),
        ]
        indexes = [models.Index(fields=["-noticed_at"], name="oversight_reading_noticed")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.practitioner_id}"


def opened(from_at: datetime, to_at: datetime) -> QuerySet[AccessEntry]:
    """Return the looks of practitioners at families whose record they opened in a stretch of time."""
    return (
        AccessEntry.objects.allowed()
        .filter(at__gte=from_at, at__lte=to_at, what__in=OPENED)
        .filter(practitioner_id__isnull=False, family_id__isnull=False)
    )


def unusual_in(window: Window, at_any_hour: Iterable[str]) -> list[Any]:
    """Return who opened more families in a window than is usual: `practitioner_id`, `families`, `first`, `last`."""
    return _counted(_counting(window, at_any_hour), window)


def unusual_of(practitioner: UUID, window: Window, at_any_hour: Iterable[str], since: datetime) -> list[Any]:
    """Return the same of one practitioner, of what they opened since a moment alone."""
    looks = _counting(window, at_any_hour).filter(practitioner_id=practitioner, at__gt=since)
    return _counted(looks, window)


def _counted(looks: QuerySet[AccessEntry], window: Window) -> list[Any]:
    counted = (
        looks.order_by()
        .values("practitioner_id")
        .annotate(families=Count("family_id", distinct=True), first=Min("at"), last=Max("at"))
    )
    return list(counted.filter(families__gt=window.usual).order_by("practitioner_id"))


def _counting(window: Window, at_any_hour: Iterable[str]) -> QuerySet[AccessEntry]:
    looks = opened(window.from_at, window.to_at)
    if window.kind == Kind.NO_RELATION:
        return looks.exclude(_granted()).exclude(_did_something()).exclude(_in_hand())
    if window.kind == Kind.OUT_OF_HOURS:
        by_night = Organisation.objects.filter(
            agency_type__in=list(at_any_hour), pk=OuterRef("organisation_id")
        )
        return looks.exclude(Exists(by_night))
    return looks


def _granted() -> Exists:
    """The family was given to them, or to the organisation they acted for, when they looked."""
    grants = AccessGrant.objects.filter(family=OuterRef("family_id"), from_at__lte=OuterRef("at"))
    grants = grants.filter(Q(to_at=None) | Q(to_at__gt=OuterRef("at")))
    theirs = Q(practitioner=OuterRef("practitioner_id")) | Q(organisation=OuterRef("organisation_id"))
    return Exists(grants.filter(theirs))


def _did_something() -> Exists:
    """They did something about the family shortly before or after."""
    deeds = Event.objects.filter(family_id=OuterRef("family_id"), actor_id=OuterRef("practitioner_id"))
    return Exists(deeds.filter(at__gte=OuterRef("at") - RECENT, at__lte=OuterRef("at") + RECENT))


def _in_hand() -> Exists:
    """The front door had the family in hand."""
    deeds = Event.objects.filter(family_id=OuterRef("family_id"), kind__startswith=FRONT_DOOR)
    return Exists(deeds.filter(at__gte=OuterRef("at") - IN_HAND, at__lte=OuterRef("at")))


def read_in(reading: UnusualReading, reader: Practitioner) -> QuerySet[Any, Any]:
    """Return the families opened in the time of an alert that `reader` may see: `family_id`, `first`, `last`, `times`."""
    looks = opened(reading.from_at, reading.to_at).filter(practitioner_id=reading.practitioner_id)
    looks = looks.filter(family_id__in=Family.objects.visible_to(reader).values("pk"))
    grouped = (
        looks.order_by()
        .values("family_id")
        .annotate(first=Min("at"), last=Max("at"), times=Count("request_id", distinct=True))
    )
    return grouped.order_by("first", "family_id")
