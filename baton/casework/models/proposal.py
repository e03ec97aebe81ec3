"""Who was asked to lead a case, and what they answered."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from baton.casework.models.case import Case
from baton.casework.rules.proposal import CAME_BACK, ProposalState
from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.partnership.models import Organisation, Practitioner


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Sets of proposals."""

    def waiting(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(state=ProposalState.WAITING)

    def came_back(self) -> Self:
        """Those that were refused, or not answered in time."""
        return self.filter(state__in=CAME_BACK)

    def overdue(self, today: date) -> Self:
        """Those that wait for an answer whose day has passed (`rules.proposal.is_overdue`)."""
        return self.waiting().filter(answer_due_on__lt=today)


@tracked
class Proposal(BaseModel):
    """Somebody of an organisation is asked to lead a case; `reasons` are those that spoke for them, one a line."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="proposals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals")
    level = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="level of need, recorded when they accept"
    )
    reasons = models.TextField(blank=True, default="")
    message = models.TextField(blank=True, default="")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="proposals_made")
    answer_due_on = models.DateField(null=True, blank=True, help_text="empty where no clock is set")
    state = models.CharField(
        max_length=10,
        choices=[(value.value, value.value) for value in ProposalState],
        default=ProposalState.WAITING,
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals_answered"
    )
    refusal = models.CharField(max_length=40, blank=True, default="", help_text="code of the profile")
    answer = models.TextField(blank=True, default="")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        """One waits for each case at a time; an answer has a moment; a refusal says why."""

        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[value.value for value in ProposalState]),
                name="casework_proposal_state",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=ProposalState.WAITING),
                name="casework_proposal_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.WAITING, answered_at__isnull=True)
                | (~Q(state=ProposalState.WAITING) & Q(answered_at__isnull=False)),
                name="casework_proposal_answer_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | ~Q(refusal="", answer=""),
                name="casework_proposal_refusal_says_why",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(1, 4)), name="casework_proposal_level"
            ),
        ]
        indexes = [
            models.Index(fields=["practitioner", "state"], name="casework_proposal_person"),
            models.Index(fields=["state", "answer_due_on"], name="casework_proposal_overdue"),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} asked to lead {self.case_id}"
