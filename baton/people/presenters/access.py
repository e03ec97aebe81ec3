"""Who was given a family's record to see, and who was barred from it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from baton.people.models import AccessBar, AccessGrant, Family
from baton.people.rules.facts import BAR_LABELS, GRANT_LABELS, BarReason, GrantKind


@dataclass(frozen=True)
class GrantLine:
    """Somebody, or an organisation, may see the record: why and since when."""

    who: str
    why: str
    since: datetime
    read_only: bool
    end_url: str


@dataclass(frozen=True)
class BarLine:
    """Somebody may never see the record."""

    who: str
    why: str
    note: str
    since: datetime
    lift_url: str


def grants_of(family: Family) -> list[GrantLine]:
    """Return who was given a family's record, those named first. One query."""
    rows = AccessGrant.objects.in_force(timezone.now()).filter(family=family)
    rows = rows.select_related("practitioner", "organisation").order_by("from_at", "pk")
    lines = [
        GrantLine(
            who=row.receiver.name,
            why=GRANT_LABELS[GrantKind(row.kind)],
            since=row.from_at,
            read_only=row.read_only,
            end_url=reverse("access_end", args=[row.pk]) if row.kind == GrantKind.NAMED else "",
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: not line.end_url)


@dataclass(frozen=True)
class ReviewLine:
    """Somebody looked at the record and found that it must stay as it is: when, who and why."""

    at: datetime
    who: str
    note: str


def reviews_of(family: Family) -> list[ReviewLine]:
    """Return how a family's restriction was looked at before, the last time first. One query."""
    rows = family.restriction_reviews.select_related("reviewed_by").order_by("-reviewed_at", "-pk")
    return [
        ReviewLine(row.reviewed_at, row.reviewed_by.name if row.reviewed_by else "", row.note) for row in rows
    ]


def bars_of(family: Family, *, judges: bool = False) -> list[BarLine]:
    """Return who is barred from a family's record; one that a conflict of interest set is lifted where that is judged,
    by whoever `judges` those. One query.
    """
    rows = AccessBar.objects.in_force(timezone.now()).filter(family=family).select_related("practitioner")
    return [
        BarLine(
            who=row.practitioner.name,
            why=BAR_LABELS[BarReason(row.reason)],
            note=row.note,
            since=row.from_at,
            lift_url=_lift_url(row, judges),
        )
        for row in rows.order_by("from_at", "pk")
    ]


def _lift_url(row: AccessBar, judges: bool) -> str:
    if row.conflict_id is None:
        return reverse("access_lift", args=[row.pk])
    return reverse("conflict_review", args=[row.conflict_id]) if judges else ""
