"""Meetings of the team around the family: who was there, how the actions stand, what was decided, what
next.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from baton.casework.models.case import Case
from baton.casework.models.plan import PlanAction
from baton.casework.models.team import TeamMember
from baton.casework.rules.meeting import (
    TEAM_KINDS,
    MeetingState,
    Presence,
    ReviewDecision,
    Standing,
)
from baton.core.models import BaseModel, VersionedModel
from baton.journal.history import tracked
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import MeetingCode
from baton.people.models import Person


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Sets of meetings."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of cases that `practitioner` may see."""
        return self.filter(case__in=Case.objects.visible_to(practitioner).values("pk"))

    def held(self) -> Self:
        """Those that took place."""
        return self.filter(state=MeetingState.HELD)

    def planned(self) -> Self:
        """Those still to come."""
        return self.filter(state=MeetingState.PLANNED)

    def of_the_team(self) -> Self:
        """Those of the team around the family: TAF meetings and reviews (figure `meetings.on_time`)."""
        return self.filter(kind__in=[kind.value for kind in TEAM_KINDS])

    def held_within(self, day: date, days: int) -> Self:
        """Those held from `day` less `days` to `day`, both included."""
        return self.held().filter(held_on__range=(day - timedelta(days), day))


@tracked
class Meeting(VersionedModel):
    """One meeting, from the day it is planned for to its minutes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=20, choices=[(value.value, value.value) for value in MeetingCode])
    state = models.CharField(
        max_length=10,
        choices=[(value.value, value.value) for value in MeetingState],
        default=MeetingState.PLANNED,
    )
    planned_for = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True, default="")
    held_on = models.DateField(null=True, blank=True)
    child_voice = models.TextField(blank=True, default="", help_text="what the children said, in their words")
    family_view = models.TextField(blank=True, default="")
    notes = models.TextField(blank=True, default="")
    threshold_considered = models.BooleanField(
        default=False, help_text="the team asked whether social care is needed"
    )
    next_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings_recorded"
    )
    cancelled_reason = models.TextField(blank=True, default="")
    by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings_planned"
    )
    imported_ref = models.CharField(max_length=160, blank=True, default="")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        """Planned for a day; held on a day; called off with a reason."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[value.value for value in MeetingCode]), name="casework_meeting_kind"
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.PLANNED, planned_for__isnull=False, held_on__isnull=True)
                | Q(state=MeetingState.HELD, held_on__isnull=False)
                | (Q(state=MeetingState.CANCELLED, held_on__isnull=True) & ~Q(cancelled_reason="")),
                name="casework_meeting_state_whole",
            ),
            models.UniqueConstraint(
                fields=["imported_ref"], condition=~Q(imported_ref=""), name="casework_meeting_imported_once"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "state", "held_on"], name="casework_meeting_of_case"),
            models.Index(fields=["held_on"], name="casework_meeting_held"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.held_on or self.planned_for}"


@tracked
class Attendance(BaseModel):
    """Whether somebody was at a meeting: of the team, of the family, the lead practitioner, or a guest."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    member = models.ForeignKey(
        TeamMember, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    words = models.CharField(
        max_length=160, blank=True, default="", help_text="a guest, as named at the meeting"
    )
    status = models.CharField(max_length=12, choices=[(value.value, value.value) for value in Presence])

    class Meta:
        """Exactly one of lead, member, person and guest; nobody twice."""

        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=True, person__isnull=True, practitioner__isnull=False, words="")
                | Q(member__isnull=False, person__isnull=True, practitioner__isnull=True, words="")
                | Q(member__isnull=True, person__isnull=False, practitioner__isnull=True, words="")
                | (Q(member__isnull=True, person__isnull=True, practitioner__isnull=True) & ~Q(words="")),
                name="casework_attendance_one",
            ),
            models.UniqueConstraint(
                fields=["meeting", "practitioner", "member", "person", "words"],
                nulls_distinct=False,
                name="casework_attendance_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} at {self.meeting_id}"


@tracked
class MeetingDecision(BaseModel):
    """Something that a meeting decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField()
    words = models.TextField()

    class Meta:
        """Numbered within the meeting."""

        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="casework_decision_position"),
            models.CheckConstraint(condition=~Q(words=""), name="casework_decision_words"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} decision {self.position}"


@tracked
class ActionProgress(BaseModel):
    """How an action that was open stood at a meeting: done, carried forward, or no longer needed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="progress")
    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="progress")
    standing = models.CharField(max_length=16, choices=[(value.value, value.value) for value in Standing])
    note = models.TextField(blank=True, default="")

    class Meta:
        """An action stands once in the minutes."""

        constraints = [
            models.UniqueConstraint(fields=["meeting", "action"], name="casework_progress_once"),
            models.CheckConstraint(
                condition=Q(standing__in=[value.value for value in Standing]),
                name="casework_progress_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.standing}"


@tracked
class Review(BaseModel):
    """What a review found: the level of need then, and whether support goes on."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="review")
    level = models.PositiveSmallIntegerField()
    decision = models.CharField(
        max_length=12, choices=[(value.value, value.value) for value in ReviewDecision]
    )
    reason = models.TextField(blank=True, default="")

    class Meta:
        """Levels are 1 to 4; decisions those of the rules."""

        constraints = [
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="casework_review_level"),
            models.CheckConstraint(
                condition=Q(decision__in=[value.value for value in ReviewDecision]),
                name="casework_review_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.decision}"
