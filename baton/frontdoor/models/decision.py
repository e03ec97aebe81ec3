"""What was decided about an enquiry, and how the enquirer was told."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from baton.core.models import BaseModel
from baton.frontdoor.models.enquiry import Enquiry, choices
from baton.frontdoor.rules.decision import AWAITS_CASE, LeadsTo, Outcome
from baton.frontdoor.rules.enquiry import State
from baton.frontdoor.rules.telling import WRITTEN, How
from baton.journal.history import tracked

AWAITING_CASE = Q(superseded_at=None, taken_up_at=None, leads_to__in=sorted(one.value for one in AWAITS_CASE))
"""The condition that a decision for a case, or one agency's support, is the latest and nothing was opened from it yet."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Sets of decisions."""

    def current(self) -> Self:
        """Return each enquiry's latest decision, where the enquiry stands decided."""
        return self.filter(superseded_at=None, enquiry__state=State.DECIDED)

    def awaiting_case(self) -> Self:
        """Return the current decisions for a case, or one agency's support, that nothing was opened from yet."""
        return self.current().filter(AWAITING_CASE)

    def not_told(self) -> Self:
        """Return the current decisions that the enquirer has not been told, and can be."""
        told = Telling.objects.filter(decision=OuterRef("pk"), enquiry=OuterRef("enquiry"))
        return self.current().filter(~Exists(told), no_telling_reason="")

    def for_involvement(self, involvement: Any) -> Self:
        """Return the current decisions that add their enquiry's information to `involvement`."""
        return self.current().filter(leads_to=LeadsTo.EXISTING_CASE, involvement=involvement)


@tracked
class Decision(BaseModel):
    """One decision on an enquiry. The first stays the first; the latest counts."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=40, choices=choices(Outcome))
    leads_to = models.CharField(max_length=20, choices=choices(LeadsTo))
    level = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    words_for_enquirer = models.TextField(blank=True)
    made_with_enquirer = models.BooleanField(null=True)
    involvement = models.ForeignKey(
        "people.Involvement", models.PROTECT, null=True, related_name="enquiry_decisions"
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="enquiry_decisions"
    )
    superseded_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    no_telling_reason = models.TextField(blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="decision_number_once", fields=["enquiry", "number"]),
            models.UniqueConstraint(
                name="decision_latest_once", fields=["enquiry"], condition=Q(superseded_at=None)
            ),
            models.CheckConstraint(name="decision_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="decision_level_one_to_four", condition=Q(level=None) | Q(level__range=(1, 4))
            ),
            models.CheckConstraint(
                name="decision_superseded_after_made",
                condition=Q(superseded_at=None) | Q(superseded_at__gte=F("decided_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["decided_at"], name="decision_decided"),
            models.Index(fields=["enquiry"], condition=AWAITING_CASE, name="decision_awaiting_case"),
        ]

    def __str__(self) -> str:
        return f"decision {self.number} of {self.enquiry_id}"


@tracked
class Telling(BaseModel):
    """The enquirer was told of one decision: how, when and by whom."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="tellings")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="tellings")
    how = models.CharField(max_length=20, choices=choices(How), blank=True)
    told_at = models.DateTimeField()
    by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="enquiry_tellings"
    )
    message = models.ForeignKey("notices.Message", models.PROTECT, null=True, related_name="enquiry_tellings")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="telling_message_only_by_message",
                condition=Q(message=None) | Q(how__in=sorted(way.value for way in WRITTEN)),
            )
        ]
        indexes = [models.Index(fields=["enquiry", "told_at"], name="telling_of_enquiry")]

    def __str__(self) -> str:
        return f"told of {self.decision_id}"
