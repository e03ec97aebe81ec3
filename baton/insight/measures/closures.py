"""Figures of closures. Source: contracts/reports.md, `closures.*`; R119, R133, R146 (91 days)."""

from typing import Any

from django.db.models import F, QuerySet

from baton.casework.models import CaseSpan
from baton.casework.rules.case import Support
from baton.insight.measures.base import CountOf, Days, MeanOf, Measure, ShareOf
from baton.insight.measures.cases import of_part
from baton.insight.scope import Scope


def closed(scope: Scope) -> QuerySet[Any]:
    """Give the spans closed in the period, each with the days it was open."""
    period = scope.period
    rows = (
        CaseSpan.objects.filter(closed_on__range=(period.from_on, period.to_on), case__support=Support.FULL)
        .annotate(days_open=Days("closed_on", "opened_on"))
        .select_related("case")
    )
    return of_part(rows, scope, case="case__")


def all_objectives(scope: Scope) -> QuerySet[Any]:
    """Give those closed with every objective met."""
    return closed(scope).filter(objectives_met="all")


def objectives_not_recorded(scope: Scope) -> QuerySet[Any]:
    """Give those closed without saying whether the objectives were met."""
    return closed(scope).filter(objectives_met="")


def with_levels(scope: Scope) -> QuerySet[Any]:
    """Give those whose level of need is known at allocation and closure, each with the fall between them."""
    known = closed(scope).filter(level_at_allocation__isnull=False, level_at_closure__isnull=False)
    return known.annotate(level_change=F("level_at_allocation") - F("level_at_closure"))


MEASURES: tuple[Measure, ...] = (
    CountOf("closures.total", "Closures", "Cases closed in the period, a reopened one each time", closed),
    ShareOf(
        "closures.all_objectives_met",
        "All objectives met",
        "Share of the closures in the period with every objective met",
        all_objectives,
        closed,
    ),
    ShareOf(
        "closures.objectives_not_recorded",
        "Objectives not recorded",
        "Share of the closures in the period that do not say whether the objectives were met",
        objectives_not_recorded,
        closed,
    ),
    MeanOf(
        "closures.mean_days_open",
        "Days a case was open",
        "Mean of the days from opening to closing, over the closures in the period",
        closed,
        "days_open",
        "Days",
    ),
    MeanOf(
        "closures.mean_level_change",
        "Fall in the level of need",
        "Mean of the level of need at allocation less that at closure, over the closures where both are known",
        with_levels,
        "level_change",
    ),
)
