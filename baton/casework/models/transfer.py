"""Transfers: to social care and back, to another area and from it, to another lead practitioner."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from baton.casework.models.case import Case
from baton.casework.models.meeting import Meeting
from baton.casework.models.sharing import Shared, sharing_whole
from baton.casework.rules.transfer import Direction, TransferState
from baton.frontdoor.models import Enquiry
from baton.journal.history import tracked
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.profile_codes import ObjectivesMet
from baton.partnership.rules.roles import Role


class TransferQuerySet(models.QuerySet["Transfer"]):
    """Sets of transfers."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of cases that `practitioner` may see."""
        return self.filter(case__in=Case.objects.visible_to(practitioner).values("pk"))

    def waiting(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(state=TransferState.REQUESTED)

    def asked_of(self, practitioner: Practitioner) -> Self:
        """Those within the partnership that wait for the answer of `practitioner` (`permissions.was_asked`)."""
        social_care = practitioner.organisation_ids(Role.SOCIAL_CARE_LIAISON)
        up = Q(to_organisation__in=social_care)
        if social_care:
            up |= Q(to_organisation=None)
        managed = practitioner.organisation_ids(Role.TEAM_MANAGER)
        lead = Q(to_practitioner=practitioner) | Q(to_organisation__in=managed)
        mine = (up & Q(direction=Direction.STEP_UP)) | (lead & Q(direction=Direction.LEAD))
        return self.waiting().filter(mine).exclude(requested_by=practitioner)

    def accepted_between(self, start: datetime, end: datetime) -> Self:
        """Those accepted from `start` up to, and without, `end` (figures `transfers.*`)."""
        return self.filter(state=TransferState.ACCEPTED, answered_at__gte=start, answered_at__lt=end)

    def of_direction(self, direction: Direction) -> Self:
        """Those that go one way."""
        return self.filter(direction=direction)


@tracked
class Transfer(Shared):
    """One request that somebody else takes over, its packet, and the answer.

    `packet` names what the receiver is given: ids of assessment, outcomes, actions and meetings as they
    stood.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    direction = models.CharField(max_length=10, choices=[(value.value, value.value) for value in Direction])
    enquiry = models.ForeignKey(
        Enquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="transfers"
    )
    to_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="transfers_in"
    )
    to_practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="transfers_in"
    )
    to_words = models.CharField(max_length=160, blank=True, default="")
    from_words = models.CharField(max_length=160, blank=True, default="")
    requested_at = models.DateTimeField(null=True, blank=True, help_text="empty where an import does not say")
    requested_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="transfers_requested"
    )
    reason_code = models.CharField(max_length=60, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    objectives_met = models.CharField(
        max_length=5, blank=True, default="", choices=[(value.value, value.value) for value in ObjectivesMet]
    )
    family_view = models.TextField(blank=True, default="")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="transfers"
    )
    packet = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(value.value, value.value) for value in TransferState],
        default=TransferState.REQUESTED,
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="transfers_answered"
    )
    answered_by_words = models.CharField(max_length=160, blank=True, default="")
    answer_reason = models.TextField(blank=True, default="")
    imported_ref = models.CharField(max_length=160, blank=True, default="")

    objects = TransferQuerySet.as_manager()

    class Meta:
        """One request of a case waits at a time; an answer has a moment, not before the request."""

        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=[value.value for value in Direction]),
                name="casework_transfer_direction",
            ),
            sharing_whole("casework_transfer_basis_whole"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=TransferState.REQUESTED, imported_ref=""),
                name="casework_transfer_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state=TransferState.REQUESTED, answered_at__isnull=True)
                | (~Q(state=TransferState.REQUESTED) & Q(answered_at__isnull=False)),
                name="casework_transfer_answer_whole",
            ),
            models.CheckConstraint(
                condition=Q(requested_at__isnull=True)
                | Q(answered_at__isnull=True)
                | Q(answered_at__gte=F("requested_at")),
                name="casework_transfer_answered_after",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(1, 4)), name="casework_transfer_level"
            ),
            models.UniqueConstraint(
                fields=["imported_ref"], condition=~Q(imported_ref=""), name="casework_transfer_imported_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "to_organisation"], name="casework_transfer_waiting"),
            models.Index(fields=["direction", "answered_at"], name="casework_transfer_answered"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} of {self.case_id}"

    @property
    def receiver_words(self) -> str:
        """Who is asked to take over, in words."""
        organisation = self.to_organisation.name if self.to_organisation else ""
        named = self.to_practitioner.name if self.to_practitioner else self.to_words
        return ", ".join(filter(None, [named, organisation]))
