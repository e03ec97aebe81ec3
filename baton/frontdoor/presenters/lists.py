"""The hub manager's lists, each with how many stand on it and the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from baton.frontdoor.models import Enquiry, SafeguardingStop
from baton.frontdoor.models.enquiry import EnquiryQuerySet
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people.models import Family

MOST = 50
"""Rows of one list on the page (ours); the count says how many there are."""


@dataclass(frozen=True)
class Waiting:
    """One list: its first rows, the oldest first, and how many there are."""

    rows: Sequence[Any]
    count: int


@dataclass(frozen=True)
class StopRow:
    """A safeguarding stop without a receipt, and by when it should be there."""

    stop: SafeguardingStop
    due_at: datetime | None


@dataclass(frozen=True)
class Lists:
    """All that nobody holds yet."""

    stops: Waiting
    unplaced: Waiting
    families: int
    awaiting_case: Waiting
    not_told: Waiting

    @property
    def family_ids(self) -> set[UUID]:
        """The families these lists show."""
        enquiries = (*self.unplaced.rows, *self.awaiting_case.rows, *self.not_told.rows)
        return {enquiry.family_id for enquiry in enquiries if enquiry.family_id}


def lists_for(practitioner: Practitioner, now: datetime) -> Lists:
    """Return the lists as one practitioner may see them."""
    visible = Enquiry.objects.visible_to(practitioner)
    return Lists(
        stops=_stops(now),
        unplaced=_waiting(visible.unplaced().waiting().order_by("received_at", "pk")),
        families=Family.objects.visible_to(practitioner).unplaced().count(),
        awaiting_case=_waiting(_whole(visible.awaiting_case(), now)),
        not_told=_waiting(_whole(visible.not_told(visible), now)),
    )


def _whole(found: EnquiryQuerySet, now: datetime) -> QuerySet[Enquiry]:
    return found.with_decisions(now).select_related("family", "locality").order_by("received_at", "pk")


def _waiting(found: QuerySet[Any]) -> Waiting:
    rows = list(found[: MOST + 1])
    count = len(rows) if len(rows) <= MOST else found.count()
    return Waiting(rows[:MOST], count)


def _stops(now: datetime) -> Waiting:
    hours = profiles.current().clocks.stop_receipt_hours
    waiting = _waiting(
        SafeguardingStop.objects.awaiting_receipt()
        .select_related("practitioner", "organisation")
        .order_by("at", "pk")
    )
    rows = [StopRow(stop, stop.at + timedelta(hours=hours) if hours else None) for stop in waiting.rows]
    return Waiting(rows, waiting.count)
