"""Figures of audits, training and people who sign in. Source: contracts/reports.md; R083, R176, R188."""

from typing import Any

from django.db.models import QuerySet

from baton.insight.measures.base import ByCode, CountOf, Measure
from baton.insight.measures.cases import of_part
from baton.insight.scope import LOCALITY, NOT_RECORDED, Scope
from baton.journal.models import Event
from baton.partnership.models import Membership, Practitioner
from baton.workforce.models import Audit, TrainingAttendance

SIGNED_IN = "partnership.signed_in"


def audited(scope: Scope) -> QuerySet[Any]:
    """Give the audits dated in the period."""
    period = scope.period
    rows = Audit.objects.filter(audited_on__range=(period.from_on, period.to_on)).select_related("case")
    return of_part(rows, scope, case="case__")


def attended(scope: Scope) -> QuerySet[Any]:
    """Give the attendances of training held in the period."""
    period = scope.period
    rows = TrainingAttendance.objects.filter(held_on__range=(period.from_on, period.to_on))
    if scope.by == LOCALITY:
        return _of_locality(rows, scope, "practitioner__in")
    return scope.narrow(rows, locality="", agency="organisation_type")


def signed_in(scope: Scope) -> QuerySet[Any]:
    """Give the people who signed in within the period, each once."""
    events = Event.objects.filter(kind=SIGNED_IN, at__gte=scope.period.start, at__lt=scope.period.end)
    people = Practitioner.objects.get_queryset().filter(pk__in=events.values("actor_id"))
    if scope.by == LOCALITY:
        return _of_locality(people, scope, "pk__in")
    return _of_agency(people, scope) if scope.by else people


def _of_locality(rows: QuerySet[Any], scope: Scope, lookup: str) -> QuerySet[Any]:
    """Keep what belongs to somebody whose organisation lies in the locality; the rest is recorded under none."""
    placed = Membership.objects.filter(organisation__locality__isnull=False)
    if scope.part == NOT_RECORDED:
        return rows.exclude(**{lookup: placed.values("practitioner_id")})
    here = placed.filter(organisation__locality__code=scope.part)
    return rows.filter(**{lookup: here.values("practitioner_id")})


def _of_agency(people: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    """Keep those who belong to an organisation that leads, or makes enquiries, as this type."""
    types = [
        agency.code
        for agency in scope.profile.agency_types
        if scope.part in {agency.lead_agency_type, agency.source_type}
    ]
    known = Membership.objects.filter(organisation__agency_type__in=types)
    if scope.part == NOT_RECORDED:
        return people.exclude(pk__in=Membership.objects.values("practitioner_id"))
    return people.filter(pk__in=known.values("practitioner_id"))


AUDITS: tuple[Measure, ...] = (
    CountOf("audits.total", "Audits", "Audits dated in the period", audited),
    ByCode(
        "audits.by_grade",
        "What audits found",
        "Share of the audits dated in the period, by grade",
        audited,
        "grade",
        lambda scope: scope.profile.audit_grades.codes,
    ),
)

PEOPLE: tuple[Measure, ...] = (
    CountOf("training.attended", "Training attended", "Attendances at courses held in the period", attended),
    CountOf("users.active", "People who signed in", "People who signed in within the period", signed_in),
)
