"""Practitioners, who sign in, and their memberships of organisations, which carry the roles."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from functools import cached_property
from typing import ClassVar, Self
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from baton.core.models import BaseModel
from baton.core.rules.addresses import normal
from baton.journal.history import tracked
from baton.partnership.models.organisation import Organisation, Team
from baton.partnership.models.place import Locality
from baton.partnership.rules.roles import Role


class PractitionerQuerySet(models.QuerySet["Practitioner"]):
    """Sets of practitioners."""

    def working(self) -> Self:
        """Those who may sign in."""
        return self.filter(is_active=True, left_on__isnull=True)

    def unused_since(self, moment: datetime) -> Self:
        """Working practitioners who have not signed in since a moment, and belonged to an organisation before it."""
        began = Membership.objects.filter(practitioner=models.OuterRef("pk"), starts_on__lt=moment.date())
        quiet = models.Q(last_login__lt=moment) | models.Q(last_login__isnull=True)
        return self.working().filter(quiet, models.Exists(began))

    def leaving_before(self, day: date) -> Self:
        """Working practitioners whose last day lies before `day`."""
        return self.working().filter(leaves_on__lt=day)

    def leaving_asked_of(self, asker: Practitioner) -> Self:
        """Working practitioners about whose leaving somebody is asked: a system administrator all, a team manager those
        of their organisations.
        """
        if asker.has_role(Role.SYSTEM_ADMINISTRATOR):
            return self.working()
        theirs = Membership.objects.current().filter(
            organisation__in=asker.organisation_ids(Role.TEAM_MANAGER)
        )
        return self.working().filter(pk__in=theirs.values("practitioner_id"))

    def with_role(self, *roles: Role) -> Self:
        """Working practitioners with one of `roles` in a current membership."""
        return (
            self.working()
            .filter(pk__in=Membership.objects.current().carrying(*roles).values("practitioner_id"))
            .distinct()
        )


class PractitionerManager(BaseUserManager["Practitioner"]):
    """Finds practitioners by the e-mail address they sign in with."""

    def get_queryset(self) -> PractitionerQuerySet:
        """Give the queryset with our own set words."""
        return PractitionerQuerySet(self.model, using=self._db)

    def working(self) -> PractitionerQuerySet:
        """Those who may sign in."""
        return self.get_queryset().working()

    def with_role(self, *roles: Role) -> PractitionerQuerySet:
        """Working practitioners with one of `roles`."""
        return self.get_queryset().with_role(*roles)

    def get_by_natural_key(self, username: str | None) -> Practitioner:
        """Find somebody by address, whatever its upper and lower case."""
        return self.get(email=normal(username or ""))


@tracked(exclude=("password", "last_login"))
class Practitioner(BaseModel, AbstractBaseUser):
    """Somebody of a partner organisation who signs in. Leaving ends access with the next request."""

    email = models.EmailField(unique=True, help_text="kept in lower case")
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    leaves_on = models.DateField(
        null=True, blank=True, help_text="the last day on which they sign in, where it is planned"
    )
    left_on = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField(
        null=True, blank=True, help_text="when they last said whom they may not see"
    )

    objects: ClassVar[PractitionerManager] = PractitionerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        """Addresses are unique without regard to case; who has left cannot sign in."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=models.functions.Lower("email")), name="practitioner_email_lower"
            ),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True) | models.Q(is_active=False),
                name="practitioner_left_is_inactive",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def _memberships(self) -> list[Membership]:
        """Current memberships, loaded once for each request (a request loads its own practitioner)."""
        if self.pk is None or not self.is_active:
            return []
        return list(
            Membership.objects.current()
            .filter(practitioner=self)
            .select_related("organisation", "team")
            .order_by("starts_on", "id")
        )

    def memberships_now(self) -> list[Membership]:
        """The memberships that hold today, oldest first."""
        return self._memberships

    def has_role(self, *roles: Role) -> bool:
        """Whether any current membership carries one of `roles`."""
        return any(membership.carries(*roles) for membership in self._memberships)

    def roles(self) -> frozenset[Role]:
        """Every role of every current membership."""
        return frozenset(Role(role) for membership in self._memberships for role in membership.roles)

    def organisation_ids(self, *roles: Role) -> frozenset[UUID]:
        """Ids of the organisations where one of `roles` is held; of all current ones where none is named."""
        return frozenset(
            membership.organisation_id
            for membership in self._memberships
            if not roles or membership.carries(*roles)
        )

    def locality_ids(self, *roles: Role) -> frozenset[UUID]:
        """Ids of the localities of those memberships that carry one of `roles`."""
        carrying = [membership.pk for membership in self._memberships if membership.carries(*roles)]
        return frozenset(locality for pk in carrying for locality in self._locality_ids.get(pk, ()))

    @cached_property
    def _locality_ids(self) -> dict[UUID, list[UUID]]:
        """The localities of each current membership; asked for only where a role is held that has some."""
        places = Membership.localities.through.objects.filter(membership__in=self._memberships)
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for membership, locality in places.values_list("membership_id", "locality_id"):
            found[membership].append(locality)
        return found

    @property
    def acting_organisation_id(self) -> UUID | None:
        """The organisation that the journal notes beside a deed."""
        return self._memberships[0].organisation_id if self._memberships else None

    def main_organisation(self) -> Organisation | None:
        """The organisation of the oldest current membership, which is what a page shows beside the name."""
        return self._memberships[0].organisation if self._memberships else None

    @property
    def acting_roles(self) -> list[str]:
        """Codes of the roles held now, as the access log notes them."""
        return sorted(self.roles())


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Sets of memberships."""

    def current(self, today: date | None = None) -> Self:
        """Those that hold on `today`, by default the local day."""
        day = today or timezone.localdate()
        return self.filter(starts_on__lte=day).filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=day)
        )

    def carrying(self, *roles: Role) -> Self:
        """Those that carry at least one of `roles`."""
        return self.filter(roles__overlap=[role.value for role in roles])


@tracked
class Membership(BaseModel):
    """A practitioner in an organisation, with the roles held there. Roles belong here, never to the person."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    roles = ArrayField(models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role]))
    localities = models.ManyToManyField(Locality, blank=True, related_name="memberships")
    case_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="open cases led at most; empty: the limit of the agency type"
    )
    languages = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="codes of the profile: spoken with families, besides English",
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="the first day on which it no longer holds")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        """One current membership for each practitioner and organisation; at least one role."""

        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "organisation"],
                condition=models.Q(ends_on__isnull=True),
                name="membership_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(condition=models.Q(roles__len__gt=0), name="membership_has_role"),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} in {self.organisation_id} from {self.starts_on}"

    def carries(self, *roles: Role) -> bool:
        """Whether this membership carries one of `roles`."""
        return any(role.value in self.roles for role in roles)
