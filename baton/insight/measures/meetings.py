"""Figures of meetings. Source: contracts/reports.md, `meetings.on_time`; R145 (every four to six weeks)."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from baton.casework.models import CaseSpan, Meeting
from baton.insight.measures.base import Measure, ShareOf
from baton.insight.measures.cases import active
from baton.insight.scope import Scope


def due_a_meeting(scope: Scope) -> QuerySet[Any]:
    """Give the active cases opened before the last day less the longest interval between meetings."""
    day = scope.period.to_on
    spans = CaseSpan.objects.open_on(day).filter(case=OuterRef("pk"), opened_on__lt=day - _interval(scope))
    return active(scope).filter(Exists(spans))


def met(scope: Scope) -> QuerySet[Any]:
    """Give those of them whose team met, or reviewed, within the interval up to the last day."""
    days = _interval(scope).days
    meetings = Meeting.objects.of_the_team().held_within(scope.period.to_on, days).filter(case=OuterRef("pk"))
    return due_a_meeting(scope).filter(Exists(meetings))


def _interval(scope: Scope) -> timedelta:
    return timedelta(days=scope.profile.clocks.meeting_max_days)


MEASURES: tuple[Measure, ...] = (
    ShareOf(
        "meetings.on_time",
        "Teams that met in time",
        "Active cases whose team met or reviewed within the longest interval between meetings up to the last day, "
        "of those opened before that interval",
        met,
        due_a_meeting,
    ),
)
