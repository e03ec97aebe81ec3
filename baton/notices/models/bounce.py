"""Addresses that messages do not reach."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from baton.core.models import BaseModel
from baton.core.rules.addresses import normal
from baton.notices.models.message import Message
from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.roles import Role

LOOKS_AFTER_ALL = (Role.SYSTEM_ADMINISTRATOR, Role.HUB_MANAGER)
"""Who looks after the address of everybody who signs in."""

ANSWERS_FOR_COLLEAGUES = (Role.TEAM_MANAGER, Role.SOCIAL_CARE_LIAISON)
"""Who looks after those of their own organisation."""


class BounceQuerySet(models.QuerySet["Bounce"]):
    """Sets of addresses that do not work."""

    def open(self) -> Self:
        """Return those that nobody has confirmed since."""
        return self.filter(confirmed_at=None)

    def of(self, address: str) -> Self:
        """Return those of one address."""
        return self.filter(address=normal(address))

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Return those of accounts: one's own, colleagues' to who answers for their organisation, all to who looks
        after them.

        An address of somebody without an account shows on what they asked alone, to whoever may open that.
        """
        if practitioner.has_role(*LOOKS_AFTER_ALL):
            return self.filter(practitioner__isnull=False)
        ours = practitioner.organisation_ids(*ANSWERS_FOR_COLLEAGUES)
        colleagues = Membership.objects.current().filter(organisation__in=ours).values("practitioner")
        return self.filter(Q(practitioner=practitioner) | Q(practitioner__in=colleagues))


class Bounce(BaseModel):
    """An address that does not work: nobody writes to it until somebody confirms that it does."""

    address = models.CharField(max_length=254, help_text="an e-mail address in lower case")
    practitioner = models.ForeignKey(
        Practitioner, models.PROTECT, null=True, related_name="bounces", help_text="whose account has it"
    )
    message = models.ForeignKey(
        Message, models.PROTECT, related_name="bounces", help_text="the message that came back"
    )
    because = models.CharField(max_length=300)
    bounced_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")

    objects = BounceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=Q(confirmed_at=None), name="bounce_one_open_of_address"
            ),
            models.CheckConstraint(
                name="bounce_confirmed_by_somebody",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"of {self.bounced_at:%d %B %Y %H:%M}"
