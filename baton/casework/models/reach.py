"""The cases somebody may do something about, as sets: the twins of questions in `permissions`, for lists."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from baton.casework.models.case import Case
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import HUB, Role


def allocatable(practitioner: Practitioner) -> QuerySet[Case]:
    """Return the cases not closed whose lead `practitioner` may choose (`permissions.can_allocate`)."""
    cases = Case.objects.visible_to(practitioner).active()
    return cases if practitioner.has_role(*HUB) else cases.filter(_managed(practitioner))


def workable(practitioner: Practitioner) -> QuerySet[Case]:
    """Return the cases not closed that `practitioner` may change (`permissions.can_work_on`)."""
    led = Q(pk__in=Case.objects.led_by(practitioner).values("pk"))
    return Case.objects.visible_to(practitioner).active().filter(_managed(practitioner) | led)


def _managed(practitioner: Practitioner) -> Q:
    """Those led from an organisation one manages, and those one coordinates or whose locality one does."""
    managed = Case.objects.of_organisations(practitioner.organisation_ids(Role.TEAM_MANAGER))
    found = Q(pk__in=managed.values("pk"))
    if practitioner.has_role(Role.COORDINATOR):
        found |= Q(locality__in=practitioner.locality_ids(Role.COORDINATOR)) | Q(coordinator=practitioner)
    return found
