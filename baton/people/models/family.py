"""A family, who belongs to it and when, and how people are related."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from baton.core.models import VersionedModel
from baton.journal.history import tracked
from baton.partnership.models import Locality
from baton.partnership.models import Practitioner as PractitionerModel
from baton.partnership.rules.roles import Role
from baton.people.models.contact import LastingQuerySet
from baton.people.models.fields import in_order, one_of
from baton.people.models.person import Person
from baton.people.rules.facts import GrantKind
from baton.people.rules.membership import MemberRole, RelationshipKind
from baton.people.rules.restriction import Restriction
from baton.people.rules.scope import SEES_ORGANISATION, Scope, scope_of

if TYPE_CHECKING:
    from baton.partnership.models import Practitioner


def scope_for(practitioner: "Practitioner") -> Scope:
    """Return what the practitioner's memberships of today let them see (`rules.scope`)."""
    return scope_of(
        practitioner=practitioner.pk,
        roles=practitioner.roles(),
        localities=practitioner.locality_ids(Role.COORDINATOR),
        organisations=practitioner.organisation_ids(*SEES_ORGANISATION),
    )


class FamilyQuerySet(models.QuerySet["Family"]):
    """Set logic over families: who may see which."""

    def visible_to(self, practitioner: "Practitioner") -> Self:
        """Families that the practitioner may open. `rules.scope` lists who sees what; a bar beats
        everything. Breaking the glass takes away the restriction, never a seal.
        """
        from baton.people.models import held

        def covered() -> Q:
            opened = Q(restriction=Restriction.RESTRICTED, pk__in=held.opened(practitioner))
            return Q(restriction=Restriction.OPEN) | opened

        return self._within(practitioner, covered)

    def unplaced(self) -> Self:
        """Families that belong to no locality: somebody has to place them."""
        return self.filter(locality=None)

    def closed_off(self) -> Self:
        """Families that are restricted or sealed: each is looked at again on its day."""
        return self.filter(restriction__in=[Restriction.RESTRICTED, Restriction.SEALED])

    def covered_by(self, practitioner: "Practitioner") -> Self:
        """Families that the practitioner could open were they not restricted; sealed ones where named."""
        return self._within(practitioner, lambda: ~Q(restriction=Restriction.SEALED))

    def _within(self, practitioner: "Practitioner", covered: Callable[[], Q]) -> Self:
        from baton.people.models import held

        scope = scope_for(practitioner)
        if scope.is_nothing:
            return self.none()
        seen = Q(pk__in=held.granted(practitioner, scope.kinds)) & ~Q(restriction=Restriction.SEALED)
        seen |= Q(pk__in=held.granted(practitioner, [GrantKind.NAMED]))
        if scope.every_restricted:
            seen |= ~Q(restriction=Restriction.SEALED)
        elif scope.every_open:
            seen |= covered()
        elif scope.localities or scope.organisations:
            near = Q(locality__in=scope.localities)
            if scope.organisations:
                near |= Q(granted_to(scope.organisations))
            seen |= covered() & near
        return self.filter(seen).exclude(pk__in=held.barred(practitioner))


def granted_to(organisations: frozenset[UUID]) -> Exists:
    """The condition that the family of the row was granted to one of these organisations."""
    from baton.people.models.access import AccessGrant

    grants = AccessGrant.objects.in_force(timezone.now()).filter(family=OuterRef("pk"))
    return Exists(grants.filter(organisation__in=organisations))


@tracked
class Family(VersionedModel):
    """A family as the partnership knows it. Its name says which family is meant; people belong to it by
    dated membership.
    """

    name = models.CharField(max_length=120)
    reference = models.CharField(max_length=12, unique=True)
    locality = models.ForeignKey(
        Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="families"
    )
    restriction = models.CharField(max_length=10, default=Restriction.OPEN.value)
    restriction_reason = models.TextField(blank=True, default="")
    restricted_by = models.ForeignKey(
        PractitionerModel, null=True, blank=True, on_delete=models.PROTECT, related_name="restrictions_set"
    )
    restricted_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    imported_ref = models.CharField(max_length=200, blank=True, default="")

    objects = FamilyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="people_family_named"),
            models.CheckConstraint(
                condition=Q(reference__regex="^F-[0-9A-Z]{6}$"), name="people_family_reference"
            ),
            one_of("restriction", Restriction, "people_family_restriction"),
            models.CheckConstraint(
                condition=Q(
                    restriction=Restriction.OPEN.value,
                    restriction_reason="",
                    restricted_at=None,
                    restricted_by=None,
                    review_on=None,
                )
                | (
                    ~Q(restriction=Restriction.OPEN.value)
                    & ~Q(restriction_reason="")
                    & Q(restricted_at__isnull=False, review_on__isnull=False)
                ),
                name="people_family_restricted_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["imported_ref"], condition=~Q(imported_ref=""), name="people_family_imported_once"
            ),
        ]
        indexes = [models.Index(fields=["restriction", "locality"], name="people_family_scope")]

    def __str__(self) -> str:
        return f"{self.name} ({self.reference})"


@tracked
class FamilyMembership(VersionedModel):
    """Somebody belongs to a family from one day to another. A child whose parents live apart belongs to
    two.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("role", MemberRole, "people_membership_role"),
            in_order("from_on", "to_on", "people_membership_dates"),
            models.UniqueConstraint(
                fields=["person", "family"], condition=Q(to_on=None), name="people_membership_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} in {self.family_id}"


@tracked
class Relationship(VersionedModel):
    """`person` is `kind` of `other`. What reads alike from both ends is kept once, the lower id first."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships_from")
    kind = models.CharField(max_length=20)
    parental_responsibility = models.BooleanField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="people_relationship_of_two"),
            one_of("kind", RelationshipKind, "people_relationship_kind"),
            in_order("from_on", "to_on", "people_relationship_dates"),
            models.UniqueConstraint(
                fields=["person", "other", "kind"],
                condition=Q(to_on=None),
                name="people_relationship_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} of {self.other_id}"
