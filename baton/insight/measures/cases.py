"""Figures of the cases open on the last day. Source: contracts/reports.md, `cases.*` and `review_register.size`."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from baton.casework.models import Allocation, Case, CaseSpan, ReviewRegisterEntry, StandIn
from baton.casework.rules.case import Support
from baton.insight.measures.base import ByCode, CountOf, Measure
from baton.insight.scope import NOT_RECORDED, Scope


def led_on(day: date, outer: str = "pk") -> Subquery:
    """Give the type of the agency that led the case `outer` on a day."""
    then = Allocation.objects.on(day).filter(case=OuterRef(outer)).order_by("-from_on")
    return Subquery(then.values("lead_agency_type")[:1])


def of_part(rows: QuerySet[Any], scope: Scope, *, case: str = "") -> QuerySet[Any]:
    """Keep the rows whose case, reached by `case`, lies in the scope's part on the last day."""
    if not scope.by:
        return rows
    lead = led_on(scope.period.to_on, f"{case}pk" if case else "pk")
    rows = rows.annotate(part_lead=NullIf(lead, Value("")))
    return scope.narrow(rows, locality=f"{case}locality__code", agency="part_lead")


def active(scope: Scope) -> QuerySet[Any]:
    """Give the cases open on the last day of the period."""
    rows = Case.objects.open_on(scope.period.to_on).filter(support=Support.FULL)
    return of_part(rows, scope)


def with_lead(scope: Scope) -> QuerySet[Any]:
    """Give the active cases, each with the type of its lead agency on the last day."""
    lead = Coalesce(NullIf(led_on(scope.period.to_on), Value("")), Value(NOT_RECORDED))
    return active(scope).annotate(lead=lead)


def in_register(scope: Scope) -> QuerySet[Any]:
    """Give the entries that were in the review register on the last day."""
    rows = ReviewRegisterEntry.objects.in_register_on(scope.period.to_on).select_related("case")
    return of_part(rows, scope, case="case__")


def unallocated(scope: Scope) -> QuerySet[Any]:
    """Give the active cases not allocated by the last day, or whose lead practitioner left with nobody standing in."""
    day = scope.period.to_on
    here = Q(case=OuterRef("pk"))
    left = Allocation.objects.on(day).filter(here, practitioner__left_on__lte=day)
    stands_in = StandIn.objects.on(day).filter(here)
    unled = Q(allocated_on__isnull=True) | Q(allocated_on__gt=day)
    return active(scope).filter(unled | (Exists(left) & ~Exists(stands_in)))


def open_within(scope: Scope) -> QuerySet[Any]:
    """Give the cases open at any time of the period."""
    period = scope.period
    spans = CaseSpan.objects.filter(opened_on__lte=period.to_on).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=period.from_on)
    )
    rows = Case.objects.filter(support=Support.FULL, pk__in=spans.values("case_id"))
    return of_part(rows, scope)


MEASURES: tuple[Measure, ...] = (
    CountOf("cases.active", "Active cases", "Cases open on the last day of the period", active),
    ByCode(
        "cases.by_lead_agency",
        "Who leads",
        "Share of the active cases, by the type of the lead agency on the last day",
        with_lead,
        "lead",
        lambda scope: scope.profile.lead_agency_types.codes,
    ),
    CountOf(
        "cases.awaiting_review",
        "Cases awaiting review",
        "Active cases in the review register on the last day",
        in_register,
    ),
    CountOf(
        "cases.unallocated",
        "Not allocated yet, or the lead practitioner has left",
        "Active cases not allocated by the last day, or whose lead practitioner has left and nobody stands in",
        unallocated,
    ),
    CountOf(
        "review_register.size",
        "Review register",
        "Cases that entered the review register by the last day and were not settled by then",
        in_register,
    ),
)
