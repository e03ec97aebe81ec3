"""Who was given a family to see, and who may never see it."""

from datetime import datetime
from typing import Any, Self, cast
from uuid import UUID

from django.db import models
from django.db.models import Q

from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.partnership.models import Membership, Organisation, Practitioner
from baton.people.models.family import Family
from baton.people.models.fields import exactly_one, in_order, one_of
from baton.people.rules.facts import BarReason, GrantKind
from baton.people.rules.restriction import MAY_UNSEAL, Restriction
from baton.people.rules.scope import SEES_ORGANISATION


class InForceQuerySet(models.QuerySet[Any]):
    """Rows that hold from one moment to another."""

    def in_force(self, now: datetime) -> Self:
        """Those that hold at a moment."""
        return self.filter(Q(to_at__isnull=True) | Q(to_at__gt=now), from_at__lte=now)


def keepers(family: Family, now: datetime) -> models.QuerySet[Practitioner]:
    """Return who is named on a family and may lift its restriction: a sealed record must always have one."""
    named = AccessGrant.objects.in_force(now).filter(family=family, kind=GrantKind.NAMED)
    return Practitioner.objects.with_role(*MAY_UNSEAL).filter(pk__in=named.values("practitioner"))


def is_last_keeper(family: Family, practitioner_id: UUID | None, now: datetime) -> bool:
    """Say whether a sealed family would be left without a keeper if this practitioner lost it."""
    if family.restriction != Restriction.SEALED:
        return False
    return set(keepers(family, now).values_list("pk", flat=True)) == {practitioner_id}


class GrantQuerySet(InForceQuerySet):
    """Sets of grants."""

    def held_by(self, practitioner: Practitioner) -> Self:
        """Those given to a practitioner, but for what they held in an organisation they no longer work for."""
        here = Q(held_in=None) | Q(held_in__in=practitioner.organisation_ids())
        return self.filter(here, practitioner=practitioner)


@tracked
class AccessGrant(BaseModel):
    """A family is open to one practitioner, or to those who answer for one organisation.

    `held_in` is the organisation for which a practitioner works with the family: whoever moves to another employer
    leaves the family behind. `source_id` names what gave it (an allocation, a team membership, a transfer), so that
    what ends it finds it.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="grants")
    practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    held_in = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="grants_held"
    )
    kind = models.CharField(max_length=20)
    source_id = models.UUIDField(null=True, blank=True)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    read_only = models.BooleanField(default=False)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            exactly_one("people_grant_to_one", "practitioner", "organisation"),
            models.CheckConstraint(
                condition=Q(held_in=None) | Q(practitioner__isnull=False),
                name="people_grant_held_by_somebody",
            ),
            one_of("kind", GrantKind, "people_grant_kind"),
            in_order("from_at", "to_at", "people_grant_dates"),
            models.UniqueConstraint(
                fields=["family", "practitioner", "organisation", "kind", "source_id"],
                condition=Q(to_at=None),
                nulls_distinct=False,
                name="people_grant_one_open",
            ),
        ]
        indexes = [
            models.Index(fields=["practitioner", "family"], name="people_grant_practitioner"),
            models.Index(fields=["organisation", "family"], name="people_grant_organisation"),
            models.Index(fields=["source_id"], name="people_grant_source"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.practitioner_id or self.organisation_id} on {self.family_id}"

    @property
    def receiver(self) -> Practitioner | Organisation:
        """Who was given it: the database holds that it is one of the two."""
        return cast(Practitioner | Organisation, self.practitioner or self.organisation)


@tracked
class AccessBar(BaseModel):
    """A practitioner may never open this family, whatever their role: it is their own, or a relative's."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="bars")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="bars")
    reason = models.CharField(max_length=10)
    note = models.TextField(blank=True, default="")
    conflict = models.ForeignKey(
        "people.Conflict",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bars",
        help_text="what the system found; empty: somebody set it by hand",
    )
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("reason", BarReason, "people_bar_reason"),
            in_order("from_at", "to_at", "people_bar_dates"),
            models.UniqueConstraint(
                fields=["family", "practitioner"], condition=Q(to_at=None), name="people_bar_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} barred from {self.family_id}"


def to_whom_open(family_id: UUID, now: datetime) -> list[Practitioner]:
    """Return, by name, those to whom a family is open for what they do with it, not for their role alone: by a grant to
    them, or to an organisation for which they answer.
    """
    grants = AccessGrant.objects.in_force(now).filter(family=family_id)
    answering = Membership.objects.current().carrying(*SEES_ORGANISATION)
    answering = answering.filter(organisation__in=grants.values("organisation"))
    is_open = Q(pk__in=grants.values("practitioner")) | Q(pk__in=answering.values("practitioner"))
    return list(Practitioner.objects.working().filter(is_open).order_by("name"))
