"""The family plan: what needs to change, and who does what about it by when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from baton.casework.models.case import Case
from baton.casework.rules import plan as rules
from baton.casework.rules.plan import ActionState, OutcomeState, SmartGap
from baton.core.models import VersionedModel
from baton.journal.history import tracked
from baton.partnership.models import Practitioner
from baton.people.models import Person


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """Sets of outcomes."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of cases that `practitioner` may see."""
        return self.filter(case__in=Case.objects.visible_to(practitioner).values("pk"))

    def open(self) -> Self:
        """Those still worked on."""
        return self.filter(state=OutcomeState.OPEN)


@tracked
class Outcome(VersionedModel):
    """Something that needs to change, in the family's words; for one person, or for the whole family."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outcomes")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes"
    )
    words = models.TextField()
    need = models.CharField(max_length=60, blank=True, default="")
    state = models.CharField(
        max_length=10,
        choices=[(value.value, value.value) for value in OutcomeState],
        default=OutcomeState.OPEN,
    )
    set_on = models.DateField(null=True, blank=True, help_text="empty where an imported record does not say")
    settled_on = models.DateField(null=True, blank=True)
    settled_reason = models.TextField(blank=True, default="")
    by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes_set"
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        """An outcome has words; it is settled on a day, or open."""

        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="casework_outcome_words"),
            models.CheckConstraint(
                condition=Q(state__in=[value.value for value in OutcomeState]), name="casework_outcome_state"
            ),
            models.CheckConstraint(
                condition=Q(state=OutcomeState.OPEN, settled_on__isnull=True)
                | (~Q(state=OutcomeState.OPEN) & Q(settled_on__isnull=False)),
                name="casework_outcome_settled_whole",
            ),
        ]
        indexes = [models.Index(fields=["case", "position"], name="casework_outcome_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} outcome {self.position}"


class PlanActionQuerySet(models.QuerySet["PlanAction"]):
    """Sets of actions."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of cases that `practitioner` may see."""
        return self.filter(case__in=Case.objects.visible_to(practitioner).values("pk"))

    def open(self) -> Self:
        """Those still to do."""
        return self.filter(state=ActionState.OPEN)

    def late(self, today: date) -> Self:
        """Those still to do whose day has passed."""
        return self.open().filter(due_on__lt=today)

    def in_order(self) -> Self:
        """The order of the plan: as they were written down."""
        return self.order_by("position", "id")


@tracked
class PlanAction(VersionedModel):
    """Somebody does something by a day, so that an outcome is reached. The family owns actions too."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_actions")
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    words = models.TextField()
    owner_practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_actions"
    )
    owner_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_actions"
    )
    owner_words = models.CharField(max_length=160, blank=True, default="")
    measure = models.TextField(blank=True, default="")
    due_on = models.DateField(null=True, blank=True)
    set_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_actions_set"
    )
    state = models.CharField(
        max_length=10, choices=[(value.value, value.value) for value in ActionState], default=ActionState.OPEN
    )
    done_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_actions_settled"
    )
    settled_words = models.TextField(
        blank=True, default="", help_text="why it is no longer needed, or who carries it on"
    )
    position = models.PositiveSmallIntegerField(default=0)
    imported_ref = models.CharField(max_length=160, blank=True, default="")

    objects = PlanActionQuerySet.as_manager()

    class Meta:
        """One owner at most; done on a day; dropped or carried on with words that say why or by whom."""

        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="casework_action_words"),
            models.CheckConstraint(
                condition=Q(state__in=[value.value for value in ActionState]), name="casework_action_state"
            ),
            models.CheckConstraint(
                condition=Q(owner_practitioner__isnull=True, owner_person__isnull=True)
                | Q(owner_practitioner__isnull=True, owner_words="")
                | Q(owner_person__isnull=True, owner_words=""),
                name="casework_action_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(state=ActionState.DONE, done_on__isnull=False)
                | (~Q(state=ActionState.DONE) & Q(done_on__isnull=True)),
                name="casework_action_done_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ActionState.DROPPED, ActionState.CARRIED]) | ~Q(settled_words=""),
                name="casework_action_settled_words",
            ),
            models.UniqueConstraint(
                fields=["imported_ref"], condition=~Q(imported_ref=""), name="casework_action_imported_once"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "state", "due_on"], name="casework_action_of_case"),
            models.Index(
                fields=["owner_practitioner", "due_on"],
                condition=Q(state=ActionState.OPEN),
                name="casework_action_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} action {self.position}"

    @property
    def has_owner(self) -> bool:
        """Whether anybody is named who does it."""
        return bool(self.owner_practitioner_id or self.owner_person_id or self.owner_words)

    @property
    def gaps(self) -> tuple[SmartGap, ...]:
        """What it lacks to be complete."""
        return rules.smart_gaps(
            rules.ActionFacts(self.outcome_id is not None, self.has_owner, self.measure, self.due_on)
        )
