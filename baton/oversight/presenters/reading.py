"""Alerts about unusual reading, in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from baton.oversight.models import UnusualReading
from baton.oversight.rules.reading import FINDING_LABELS, KIND_LABELS, Finding, Kind, why
from baton.people.models import Family


@dataclass(frozen=True)
class ReadingLine:
    """One alert: who, of which kind, why, since when; and what was found."""

    url: str
    who: str
    kind: str
    why: str
    noticed_at: datetime
    from_at: datetime
    to_at: datetime
    state: str
    tone: str
    closed_at: datetime | None
    closed_by: str
    reason: str


def reading_line(row: UnusualReading) -> ReadingLine:
    """Return an alert as a line; its practitioner, and who closed it, must have been fetched with it."""
    return ReadingLine(
        url=reverse("unusual_reading", args=[row.pk]),
        who=row.practitioner.name,
        kind=KIND_LABELS[Kind(row.kind)],
        why=why(Kind(row.kind), row.families, row.usual),
        noticed_at=row.noticed_at,
        from_at=row.from_at,
        to_at=row.to_at,
        state=FINDING_LABELS[Finding(row.finding)].partition(":")[0] if row.finding else "To be looked into",
        tone="quiet" if row.finding == Finding.IN_ORDER else "late",
        closed_at=row.closed_at,
        closed_by=row.closed_by.name if row.closed_by else "",
        reason=row.reason,
    )


class ReadFamilies:
    """The names of the families on a page of what was read, and where each of them says who looked."""

    def __init__(self, rows: Collection[Mapping[str, Any]]) -> None:
        ids = {row["family_id"] for row in rows}
        self.families = Family.objects.in_bulk(ids)

    def name(self, family_id: UUID) -> str:
        """Return the family's name."""
        return self.families[family_id].name

    def reference(self, family_id: UUID) -> str:
        """Return the family's reference."""
        return self.families[family_id].reference
