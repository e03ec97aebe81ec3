"""Figures of the front door. Source: contracts/reports.md, `enquiries.*` and `screening.*`; R143, R164."""

from datetime import timedelta
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, TruncMonth
from django.db.models.functions.text import Substr

from baton.frontdoor.models import Enquiry, SpecialistRequest
from baton.frontdoor.models.enquiry import EnquiryQuerySet
from baton.frontdoor.rules.information import Closed
from baton.frontdoor.rules.specialist import SCREENED
from baton.insight.measures.base import ByCode, CountOf, Measure, ShareOf
from baton.insight.scope import Scope

UNDECIDED = "undecided"


def received(scope: Scope) -> EnquiryQuerySet:
    """Give the enquiries received in the period that count."""
    period = scope.period
    rows = Enquiry.objects.counted(period.as_of).received_between(period.start, period.end)
    return scope.narrow(rows, locality="locality__code", agency="source_type")


def by_month(scope: Scope) -> QuerySet[Any]:
    """Give those received, each with its month as `YYYY-MM`."""
    month = Cast(TruncMonth("received_at", tzinfo=scope.period.zone), CharField())
    return received(scope).annotate(month=Substr(month, 1, 7))


def with_outcome(scope: Scope) -> QuerySet[Any]:
    """Give those received, each with the outcome of its latest decision made by as-of, or `undecided`."""
    rows = received(scope).with_decisions(scope.period.as_of)
    return rows.annotate(outcome=Coalesce("latest_outcome", Value(UNDECIDED)))


def decided(scope: Scope) -> QuerySet[Any]:
    """Give those received that were decided by as-of."""
    rows: QuerySet[Any] = received(scope).with_decisions(scope.period.as_of)
    return rows.filter(first_decided_at__isnull=False)


def told(scope: Scope) -> QuerySet[Any]:
    """Give those decided whose enquirer was told by as-of."""
    as_of = scope.period.as_of
    rows: QuerySet[Any] = received(scope).with_decisions(as_of).with_told(as_of)
    return rows.filter(first_decided_at__isnull=False, was_told=True)


def answerable(scope: Scope) -> QuerySet[Any]:
    """Give those received that were decided by as-of, or whose target passed before it."""
    overdue = scope.period.as_of - _target(scope)
    rows: QuerySet[Any] = received(scope).with_decisions(scope.period.as_of)
    return rows.filter(Q(first_decided_at__isnull=False) | Q(received_at__lt=overdue))


def within_target(scope: Scope) -> QuerySet[Any]:
    """Give those whose first decision came within the profile's target of elapsed hours."""
    return decided(scope).filter(first_decided_at__lte=F("received_at") + _target(scope))


def asked_specialists(scope: Scope) -> QuerySet[Any]:
    """Give those received about which specialists were asked by as-of, and the question not taken back."""
    return received(scope).filter(Exists(_asked(scope)))


def screened_by_specialists(scope: Scope) -> QuerySet[Any]:
    """Give those of which specialists gave a view by as-of, within their clock; one returned is none."""
    answered = _asked(scope).filter(outcome__in=SCREENED, answered_at__lte=scope.period.as_of)
    return received(scope).filter(Exists(answered.filter(answered_at__lte=F("due_at"))))


def _asked(scope: Scope) -> QuerySet[SpecialistRequest]:
    asked = SpecialistRequest.objects.filter(enquiry=OuterRef("pk"), asked_at__lte=scope.period.as_of)
    return asked.exclude(closed_because=Closed.WITHDRAWN)


def _target(scope: Scope) -> timedelta:
    return timedelta(hours=scope.profile.clocks.screening_hours)


MEASURES: tuple[Measure, ...] = (
    CountOf("enquiries.total", "Enquiries", "Enquiries received in the period", received),
    ByCode(
        "enquiries.by_month",
        "Enquiries by month",
        "Enquiries received, by month",
        by_month,
        "month",
        lambda scope: [month for month, _, _ in scope.period.months()],
        counts=True,
    ),
    ByCode(
        "enquiries.by_source",
        "Where enquiries come from",
        "Share of the enquiries received in the period, by type of source",
        received,
        "source_type",
        lambda scope: scope.profile.source_types.codes,
    ),
    ByCode(
        "enquiries.by_outcome",
        "What was decided",
        "Share of the enquiries received in the period, by the latest decision made",
        with_outcome,
        "outcome",
        lambda scope: [*scope.profile.outcomes.codes, UNDECIDED],
    ),
    ShareOf(
        "enquiries.told",
        "Enquirer told",
        "Enquirers told of the decision, of the enquiries received in the period and decided",
        told,
        decided,
    ),
    ShareOf(
        "screening.within_target",
        "Decided within the target",
        "First decisions within the target of being received, of the enquiries received in the period that were "
        "decided or whose target has passed",
        within_target,
        answerable,
    ),
    ShareOf(
        "screening.specialists",
        "Specialists’ view in time",
        "Enquiries received in the period of which specialists gave their view within their clock, of those about which "
        "they were asked",
        screened_by_specialists,
        asked_specialists,
    ),
)
