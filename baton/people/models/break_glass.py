"""Each use of break-glass: who opened which restricted family, why, until when, and what was thought of it."""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.partnership.models import Practitioner
from baton.people.models.access import InForceQuerySet
from baton.people.models.family import Family
from baton.people.models.fields import in_order, one_of
from baton.people.rules.break_glass import Verdict

UNREVIEWED = Q(reviewed_at=None, reviewed_by=None, verdict="", review_note="")
REVIEWED = Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(verdict="") & ~Q(review_note="")


class BreakGlassQuerySet(InForceQuerySet):
    """Sets of uses."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """One's own uses, and those about families that one may see."""
        families = Family.objects.visible_to(practitioner).values("pk")
        return self.filter(Q(practitioner=practitioner) | Q(family__in=families))

    def for_review_by(self, practitioner: Practitioner) -> Self:
        """Those that the practitioner may look at: about families they may see, never their own."""
        families = Family.objects.visible_to(practitioner).values("pk")
        return self.filter(family__in=families).exclude(practitioner=practitioner)

    def open_to(self, practitioner: Practitioner, *families: Family | UUID) -> Self:
        """Those by which the practitioner reads one of these families now; the last to end comes first."""
        now = timezone.now()
        return self.in_force(now).filter(practitioner=practitioner, family__in=families).order_by("-to_at")

    def waiting(self) -> Self:
        """Those at which nobody has looked yet."""
        return self.filter(reviewed_at=None)


@tracked
class BreakGlass(BaseModel):
    """A practitioner opened a restricted family from one moment to another, for a reason.

    While it lasts it takes the restriction away for them, and nothing else: the family must lie within what their
    roles cover, be restricted and not sealed (`FamilyQuerySet.visible_to` and the policy of `people_family`).
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="break_glass_uses")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="break_glass_uses")
    reason = models.CharField(max_length=40)
    note = models.TextField()
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="break_glass_reviews"
    )
    verdict = models.CharField(max_length=20, blank=True, default="")
    review_note = models.TextField(blank=True, default="")

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(note=""), name="people_break_glass_for_a_reason"
            ),
            in_order("from_at", "to_at", "people_break_glass_dates"),
            one_of("verdict", Verdict, "people_break_glass_verdict", blank=True),
            models.CheckConstraint(condition=UNREVIEWED | REVIEWED, name="people_break_glass_reviewed_whole"),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("practitioner")),
                name="people_break_glass_reviewed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["practitioner", "to_at"], name="people_break_glass_in_force"),
            models.Index(
                fields=["from_at"], condition=Q(reviewed_at=None), name="people_break_glass_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} opened {self.family_id}"
