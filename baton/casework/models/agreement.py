"""What `people.Agreement` does not hold: going on without agreement, and enquiries added to an open case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.casework.models.case import Case
from baton.casework.rules.agreement import Basis
from baton.core.models import BaseModel
from baton.frontdoor.models import Decision
from baton.journal.history import tracked
from baton.partnership.models import Practitioner


@tracked
class SafeguardingBasis(BaseModel):
    """Why the help goes on without agreement. Sharing without it is recorded with each member of the team."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safeguarding_bases")
    basis = models.CharField(max_length=40, choices=[(value.value, value.value) for value in Basis])
    reason = models.TextField()
    family_told = models.BooleanField()
    why_not_told = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="safeguarding_bases")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="safeguarding_bases_ended"
    )

    class Meta:
        """A reason is always there; not telling the family has one of its own; one basis holds at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="casework_basis_one_current"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="casework_basis_reason"),
            models.CheckConstraint(
                condition=Q(family_told=True) | ~Q(why_not_told=""), name="casework_basis_why_not_told"
            ),
        ]

    def __str__(self) -> str:
        return f"without agreement: {self.basis}"


class InformationRead(BaseModel):
    """The lead practitioner has read an enquiry that was added to the case (`leads_to` existing case)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="information_read")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="information_read")
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="information_read")

    def __str__(self) -> str:
        return f"{self.decision_id} read"
