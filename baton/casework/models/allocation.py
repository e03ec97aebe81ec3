"""Who leads a case, who led it before, and who stands in."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from baton.casework.models.case import Case
from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.profile_codes import LeadAgencyType


class DatedQuerySet(models.QuerySet["models.Model"]):
    """Rows that hold from a day up to, and without, another."""

    def current(self) -> Self:
        """Those that have not ended."""
        return self.filter(to_on__isnull=True)

    def on(self, day: date) -> Self:
        """Those that held on `day`."""
        return self.filter(from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gt=day))


@tracked
class Allocation(BaseModel):
    """Somebody leading a case from a day on; the one without an end leads it now."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="allocations")
    practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="allocations"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="allocations"
    )
    imported_practitioner = models.CharField(max_length=160, blank=True, default="")
    imported_organisation = models.CharField(max_length=160, blank=True, default="")
    lead_agency_type = models.CharField(
        max_length=30,
        blank=True,
        default="",
        choices=[(value.value, value.value) for value in LeadAgencyType],
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    ended_reason = models.TextField(blank=True, default="")
    by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="allocations_made"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        """One current lead for each case; a lead practitioner always leads from an organisation."""

        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(to_on__isnull=True), name="casework_allocation_one_current"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="casework_allocation_days"
            ),
            models.CheckConstraint(
                condition=Q(practitioner__isnull=True) | Q(organisation__isnull=False),
                name="casework_allocation_organisation",
            ),
            models.CheckConstraint(
                condition=Q(lead_agency_type__in=["", *[value.value for value in LeadAgencyType]]),
                name="casework_allocation_agency_type",
            ),
        ]
        indexes = [
            models.Index(fields=["practitioner", "to_on"], name="casework_allocation_person"),
            models.Index(fields=["organisation", "to_on"], name="casework_allocation_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} led from {self.from_on}"


@tracked
class StandIn(BaseModel):
    """Somebody standing in for the lead practitioner for a time."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stand_ins")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="stand_ins")
    reason = models.TextField(blank=True, default="")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="stand_ins_made"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        """One at a time for each case."""

        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(to_on__isnull=True), name="casework_stand_in_one_current"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="casework_stand_in_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} stood in for from {self.from_on}"


def current_allocation(case: Case) -> Allocation | None:
    """Return who leads the case now, and from which organisation."""
    return case.allocations.current().select_related("practitioner", "organisation").first()


def last_allocation(case: Case) -> Allocation | None:
    """Return who led the case last, and from which organisation."""
    return case.allocations.order_by("-from_on", "-pk").select_related("practitioner", "organisation").first()
