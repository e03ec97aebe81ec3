"""Requests for an account, from people who work with families and cannot sign in yet."""

from typing import TYPE_CHECKING, Self

from django.db import models

from baton.core.models import BaseModel
from baton.partnership.models.organisation import Organisation
from baton.partnership.models.practitioner import Membership, Practitioner
from baton.partnership.rules.account_request import Refusal, RequestState
from baton.partnership.rules.roles import Role

if TYPE_CHECKING:
    from datetime import datetime


class AccountRequestQuerySet(models.QuerySet["AccountRequest"]):
    """Sets of requests for an account."""

    def waiting(self) -> Self:
        """Those that nobody has decided yet."""
        return self.filter(state=RequestState.WAITING)

    def for_decider(self, practitioner: Practitioner) -> Self:
        """Those that somebody may decide: a system administrator all, a team manager those of their organisation."""
        if practitioner.has_role(Role.SYSTEM_ADMINISTRATOR):
            return self
        return self.filter(organisation__in=practitioner.organisation_ids(Role.TEAM_MANAGER))

    def decided_before(self, moment: "datetime") -> Self:
        """Those decided before a moment."""
        return self.filter(decided_at__lt=moment)


class AccountRequest(BaseModel):
    """Somebody who asks to sign in for one organisation, until its manager or a system administrator decides.

    No history is kept of it: a version that nobody may delete would remember whoever `forget` is to forget.
    """

    name = models.CharField(max_length=120)
    email = models.EmailField()
    job_title = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="account_requests")
    why = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in RequestState],
        default=RequestState.WAITING,
    )
    refusal = models.CharField(
        max_length=30, blank=True, choices=[(reason.value, reason.value) for reason in Refusal]
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="decided_requests"
    )
    practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="account_requests"
    )

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        """One waits for each address and organisation; a decision has its moment, a refusal its reason."""

        constraints = [
            models.UniqueConstraint(
                fields=["email", "organisation"],
                condition=models.Q(state="waiting"),
                name="account_request_one_waiting",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at__isnull=True)
                | models.Q(decided_at__isnull=False) & ~models.Q(state="waiting"),
                name="account_request_decided",
            ),
            models.CheckConstraint(
                condition=models.Q(state="refused") & ~models.Q(refusal="")
                | models.Q(refusal="") & ~models.Q(state="refused"),
                name="account_request_refusal",
            ),
        ]

    def deciders(self) -> list[Practitioner]:
        """Return who is told that it waits: the managers of the organisation, without any the system administrators."""
        managing = Membership.objects.current().filter(organisation_id=self.organisation_id)
        managers = Practitioner.objects.working().filter(
            pk__in=managing.carrying(Role.TEAM_MANAGER).values("practitioner_id")
        )
        return list(managers) or list(Practitioner.objects.with_role(Role.SYSTEM_ADMINISTRATOR))

    def __str__(self) -> str:
        return f"request of {self.asked_at:%Y-%m-%d} for {self.organisation_id}"
