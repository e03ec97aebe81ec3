"""Cases and their spans: one span from opening to closing, a further one for each reopening."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from baton.casework.rules.case import ACTIVE, CaseState, Origin, Support
from baton.core.models import BaseModel, VersionedModel
from baton.frontdoor.models import Decision, Enquiry
from baton.journal.history import tracked
from baton.partnership.models import Locality, Practitioner, ProfileVersion
from baton.people.models import Family

if TYPE_CHECKING:
    from uuid import UUID


class CaseQuerySet(models.QuerySet["Case"]):
    """Sets of cases."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of families that `practitioner` may see."""
        return self.filter(family__in=Family.objects.visible_to(practitioner).values("pk"))

    def active(self) -> Self:
        """Those not closed: open, or on hold."""
        return self.filter(state__in=ACTIVE)

    def open_on(self, day: date) -> Self:
        """Those open on `day`: opened by then and not closed, or closed after it (figure `cases.active`)."""
        return self.filter(pk__in=CaseSpan.objects.open_on(day).values("case_id"))

    def led_by(self, practitioner: Practitioner) -> Self:
        """Those whose lead practitioner is `practitioner` now, or for whom they stand in."""
        now = self.model.objects.filter(allocations__practitioner=practitioner, allocations__to_on=None)
        stands_in = self.model.objects.filter(stand_ins__practitioner=practitioner, stand_ins__to_on=None)
        # Each by its own index: joined in one question, or by OR, tables were read whole.
        return self.filter(pk__in=now.values("pk").union(stands_in.values("pk")))

    def of_organisations(self, organisation_ids: frozenset[UUID]) -> Self:
        """Those led from one of the organisations now."""
        current = Q(allocations__organisation_id__in=organisation_ids, allocations__to_on__isnull=True)
        return self.filter(pk__in=self.model.objects.filter(current).values("pk"))

    def in_localities(self, locality_ids: frozenset[UUID]) -> Self:
        """Those of one of the localities."""
        return self.filter(locality_id__in=locality_ids)


@tracked
class Case(VersionedModel):
    """One family's coordinated help, from opening to closing. It keeps the profile it began under."""

    shown_to: UUID | None = None
    """The practitioner within whose scope it was loaded for a page: that they may view it is not asked again."""

    reference = models.CharField(max_length=12, unique=True)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="cases")
    enquiry = models.ForeignKey(
        Enquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="case"
    )
    origin = models.CharField(max_length=20, choices=[(value.value, value.value) for value in Origin])
    support = models.CharField(
        max_length=20, choices=[(value.value, value.value) for value in Support], default=Support.FULL.value
    )
    state = models.CharField(
        max_length=10,
        choices=[(value.value, value.value) for value in CaseState],
        default=CaseState.OPEN.value,
    )
    profile = models.ForeignKey(ProfileVersion, on_delete=models.PROTECT, related_name="cases")
    opened_on = models.DateField()
    allocated_on = models.DateField(null=True, blank=True)
    locality = models.ForeignKey(
        Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    coordinator = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="coordinated_cases"
    )
    imported_ref = models.CharField(max_length=120, blank=True, default="")

    objects = CaseQuerySet.as_manager()

    class Meta:
        """States and origins are those of the rules; an imported case is there once."""

        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[value.value for value in CaseState]), name="casework_case_state"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=[value.value for value in Origin]), name="casework_case_origin"
            ),
            models.CheckConstraint(
                condition=Q(support__in=[value.value for value in Support]), name="casework_case_support"
            ),
            models.UniqueConstraint(
                fields=["imported_ref"], condition=~Q(imported_ref=""), name="casework_case_imported_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "locality"], name="casework_case_state_place"),
            models.Index(fields=["opened_on"], name="casework_case_opened"),
        ]

    def __str__(self) -> str:
        return self.reference


class CaseSpanQuerySet(models.QuerySet["CaseSpan"]):
    """Sets of spans."""

    def open_on(self, day: date) -> Self:
        """Those open on `day`."""
        return self.filter(opened_on__lte=day).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def current(self) -> Self:
        """Those still open."""
        return self.filter(closed_on__isnull=True)

    def newest_first(self) -> Self:
        """The spans, what is open first, then what closed last."""
        return self.order_by(models.F("closed_on").desc(nulls_first=True), "-opened_on")


@tracked
class CaseSpan(BaseModel):
    """A time during which a case was open, and how it ended."""

    OBJECTIVES = [("", "not recorded"), ("all", "all"), ("some", "some"), ("none", "none")]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="spans")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    level_at_allocation = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="level of need when somebody began to lead in this span"
    )
    closure_reason = models.CharField(max_length=40, blank=True, default="")
    objectives_met = models.CharField(max_length=5, choices=OBJECTIVES, blank=True, default="")
    what_next = models.TextField(blank=True, default="")
    family_view = models.TextField(blank=True, default="")
    not_asked_reason = models.TextField(blank=True, default="", help_text="why the family was not asked")
    readings_reason = models.TextField(
        blank=True, default="", help_text="why what was measured at the start is not measured at the end"
    )
    level_at_closure = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="closed_spans"
    )
    reopened_reason = models.TextField(blank=True, default="")

    objects = CaseSpanQuerySet.as_manager()

    class Meta:
        """One open span for each case; closing is not before opening; what tells of the end needs an end."""

        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_on__isnull=True), name="casework_span_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")),
                name="casework_span_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False)
                | Q(
                    closure_reason="",
                    objectives_met="",
                    level_at_closure__isnull=True,
                    closed_by__isnull=True,
                ),
                name="casework_span_open_has_no_end",
            ),
            models.CheckConstraint(
                condition=Q(objectives_met__in=["", "all", "some", "none"]), name="casework_span_objectives"
            ),
            models.CheckConstraint(
                condition=Q(level_at_allocation__isnull=True) | Q(level_at_allocation__range=(1, 4)),
                name="casework_span_level_at_allocation",
            ),
            models.CheckConstraint(
                condition=Q(level_at_closure__isnull=True) | Q(level_at_closure__range=(1, 4)),
                name="casework_span_level",
            ),
        ]
        indexes = [models.Index(fields=["opened_on", "closed_on"], name="casework_span_days")]

    def __str__(self) -> str:
        return f"{self.case_id} from {self.opened_on}"
