"""Figures of assessments. Source: contracts/reports.md, `assessments.*`; R144 (30 days)."""

from typing import Any

from django.db.models import Case as Choose
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from baton.casework.models import Assessment
from baton.casework.rules.case import Support
from baton.insight.measures.base import Days, MeanOf, Measure, PartOf, ShareOf
from baton.insight.measures.cases import active, of_part
from baton.insight.scope import Scope

COMPLETED, IN_PROGRESS, NOT_STARTED = "completed", "in_progress", "not_started"


def done_by(scope: Scope) -> Q:
    """Say that an assessment was completed by the last day, and authorised as far as was known at as-of."""
    period = scope.period
    return Q(completed_on__lte=period.to_on) & (
        Q(authorised_at__isnull=True) | Q(authorised_at__lte=period.as_of)
    )


def standing(scope: Scope) -> QuerySet[Any]:
    """Give the active cases, each with how its latest assessment started by the last day stood then."""
    stood = Choose(
        When(done_by(scope), then=Value(COMPLETED)), default=Value(IN_PROGRESS), output_field=CharField()
    )
    latest = (
        Assessment.objects.started_by(scope.period.to_on)
        .filter(case=OuterRef("pk"))
        .annotate(stood=stood)
        .order_by("-started_on", "-number")
    )
    return active(scope).annotate(stood=Coalesce(Subquery(latest.values("stood")[:1]), Value(NOT_STARTED)))


def completed(scope: Scope) -> QuerySet[Any]:
    """Give the assessments completed in the period, each with the days it took."""
    rows = (
        Assessment.objects.filter(done_by(scope), case__support=Support.FULL)
        .filter(completed_on__gte=scope.period.from_on)
        .annotate(days=Days("completed_on", "started_on"))
        .select_related("case")
    )
    return of_part(rows, scope, case="case__")


def within_target(scope: Scope) -> QuerySet[Any]:
    """Give those completed within the profile's target of calendar days from their start."""
    return completed(scope).filter(days__lte=scope.profile.clocks.assessment_days)


def _share(stood: str, words: str, definition: str) -> PartOf:
    return PartOf(f"assessments.{stood}", words, definition, standing, "stood", stood)


MEASURES: tuple[Measure, ...] = (
    _share(
        COMPLETED,
        "Assessment completed",
        "Share of the active cases whose latest assessment was submitted by the last day and then authorised",
    ),
    _share(
        IN_PROGRESS,
        "Assessment in progress",
        "Share of the active cases whose latest assessment was started and not completed by the last day",
    ),
    _share(
        NOT_STARTED,
        "Assessment not started",
        "Share of the active cases without an assessment started by the last day",
    ),
    MeanOf(
        "assessments.mean_days",
        "Days an assessment takes",
        "Mean of the days from the start of an assessment to its completion, over those completed in the period",
        completed,
        "days",
        "Days",
    ),
    ShareOf(
        "assessments.within_target",
        "Assessments within the target",
        "Assessments completed within the target, of those completed in the period",
        within_target,
        completed,
    ),
)
