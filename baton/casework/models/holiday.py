"""The cases that are led from a school and have nobody for the holiday ahead; nothing here writes."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from baton.casework.models.allocation import Allocation, StandIn
from baton.casework.models.case import Case, CaseQuerySet
from baton.casework.models.duty import Pause
from baton.casework.models.reach import allocatable, workable
from baton.casework.rules.case import CaseState
from baton.casework.rules.duty import WHOLE_CASE
from baton.casework.rules.holidays import PAUSE_REASON, Holiday, holiday_ahead, term_began_on
from baton.partnership import profiles
from baton.partnership.models import Membership, Organisation, Practitioner

OF_CASE = OuterRef("pk")


def holiday(today: date) -> Holiday | None:
    """Return the school holiday that is near, as the profile's terms and notice say."""
    return holiday_ahead(_terms(), today, profiles.current().allocation.holiday_notice_days)


def term_began(today: date) -> date | None:
    """Return the first day of the term that runs today; None where there is none."""
    return term_began_on(_terms(), today)


def _terms() -> list[tuple[date, date]]:
    return [(term.from_on, term.to_on) for term in profiles.current().calendar.terms]


def still_paused(practitioner: Practitioner, today: date) -> QuerySet[Pause]:
    """Return the clocks that still stand still for a school holiday that is over, in cases that `practitioner` may
    work on: nobody has started them again.
    """
    if term_began(today) is None:
        return Pause.objects.none()
    return Pause.objects.filter(
        case__in=workable(practitioner).values("pk"),
        reason__startswith=PAUSE_REASON,
        from_on__lte=today,
        to_on=None,
    ).exclude(clock=WHOLE_CASE)


def uncovered(practitioner: Practitioner, today: date) -> CaseQuerySet:
    """Return the open cases, that a holiday leaves without anybody, of those `practitioner` may do something about.

    That is: a holiday is near, the case is led from where one works in school terms alone, nobody of elsewhere
    stands in, and no clock of it stands still.
    """
    if holiday(today) is None:
        return Case.objects.none()
    theirs = Q(pk__in=allocatable(practitioner).values("pk")) | Q(pk__in=workable(practitioner).values("pk"))
    schools = _term_time_organisations()
    led = Allocation.objects.current().filter(case=OF_CASE, organisation__in=schools)
    away = _only_at(schools)
    covered = StandIn.objects.current().filter(case=OF_CASE, practitioner__is_active=True)
    paused = Pause.objects.filter(case=OF_CASE, to_on=None)
    return Case.objects.filter(
        theirs,
        Exists(led),
        ~Exists(covered.exclude(practitioner__in=away)),
        ~Exists(paused),
        state=CaseState.OPEN,
    )


def _term_time_organisations() -> QuerySet[Organisation]:
    kinds = [kind.code for kind in profiles.current().agency_types if kind.term_time]
    return Organisation.objects.filter(agency_type__in=kinds)


def _only_at(organisations: QuerySet[Organisation]) -> QuerySet[Practitioner]:
    """Who works at some organisations, and nowhere else, today."""
    here = Membership.objects.current()
    elsewhere = here.exclude(organisation__in=organisations)
    inside = here.filter(organisation__in=organisations)
    return (
        Practitioner.objects.get_queryset()
        .filter(pk__in=inside.values("practitioner"))
        .exclude(pk__in=elsewhere.values("practitioner"))
    )
