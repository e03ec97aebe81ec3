"""Whom practitioners may not see, and the records found to be about such people."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from baton.core.models import BaseModel, VersionedModel
from baton.journal.history import tracked
from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.roles import Role
from baton.people.models.access import InForceQuerySet
from baton.people.models.family import Family
from baton.people.models.fields import exactly_one, in_order, one_of
from baton.people.models.person import Person
from baton.people.rules.conflict import REVIEWS_CONFLICTS, Ground, Tie, Verdict
from baton.people.rules.scope import SEES_NOBODY

UNDECIDED = Q(decided_at=None, decided_by=None, verdict="", note="")
DECIDED = Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(verdict="") & ~Q(note="")


@tracked
class DeclaredPerson(BaseModel):
    """Somebody whom a practitioner may not see, as they said, or as their own account tells (`from_account`).

    `marks` are the numbers by which the same person is recognised (`rules.conflict`). Only what serves that is kept.
    """

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="declared_people")
    tie = models.CharField(max_length=10)
    given_names = models.CharField(max_length=100, blank=True, default="")
    family_name = models.CharField(max_length=100, blank=True, default="")
    date_of_birth = models.DateField(null=True, blank=True)
    postcode = models.CharField(max_length=10, blank=True, default="")
    from_account = models.BooleanField(default=False)
    marks = ArrayField(models.BigIntegerField(), default=list)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("tie", Tie, "people_declared_tie"),
            in_order("from_at", "to_at", "people_declared_dates"),
            models.CheckConstraint(
                condition=~Q(given_names="") | ~Q(family_name=""), name="people_declared_named"
            ),
            models.CheckConstraint(
                condition=Q(from_account=False) | Q(tie=Tie.OWN.value), name="people_declared_account_is_own"
            ),
            models.UniqueConstraint(
                fields=["practitioner"],
                condition=Q(from_account=True, to_at=None),
                name="people_declared_one_account",
            ),
        ]
        indexes = [GinIndex(fields=["marks"], name="people_declared_marks")]

    def __str__(self) -> str:
        return f"{self.tie} of {self.practitioner_id}"


class ConflictQuerySet(models.QuerySet["Conflict"]):
    """Sets of conflicts."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those that `practitioner` may judge, never their own, nor a colleague's about an enquiry closed to themselves.

        - safeguarding leads and information governance officers: about people, and enquiries, that they may see
        - team managers: about people they may see anyway, of whoever works in their organisation
        """
        from baton.people.models import held

        if practitioner.has_role(*SEES_NOBODY):
            return self.none()
        about = Q(person__in=Person.objects.visible_to(practitioner).values("pk"))
        seen = Q(pk__in=[])
        if practitioner.has_role(*REVIEWS_CONFLICTS):
            families = Family.objects.visible_to(practitioner).values("pk")
            seen |= about | Q(person=None, family=None) | Q(family__in=families)
        if managed := practitioner.organisation_ids(Role.TEAM_MANAGER):
            staff = Membership.objects.current().filter(organisation__in=managed).values("practitioner")
            seen |= about & Q(practitioner__in=staff)
        rows = self.filter(seen).exclude(practitioner=practitioner)
        return rows.exclude(enquiry_id__in=held.closed_enquiries(practitioner))

    def closing(self) -> Self:
        """Those that keep a record closed: all but what was judged to be none."""
        return self.exclude(verdict=Verdict.LIFTED)

    def waiting(self) -> Self:
        """Those that nobody has judged yet."""
        return self.filter(decided_at=None)


@tracked
class Conflict(VersionedModel):
    """A person on record, or somebody an enquiry names, is likely to be one whom a practitioner may not see.

    From the moment it is found the record is closed to the practitioner: every family of the person by a bar
    (`AccessBar.conflict`), a person in no family and an enquiry by this row itself, until somebody judges it to be none.
    `family` is where the enquiry was linked since. Each pair is found once; what was judged stays judged.
    """

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="conflicts")
    declared = models.ForeignKey(DeclaredPerson, on_delete=models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="conflicts"
    )
    enquiry_id = models.UUIDField(null=True, blank=True)
    family = models.ForeignKey(
        Family, null=True, blank=True, on_delete=models.PROTECT, related_name="conflicts"
    )
    ground = models.CharField(max_length=10)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="conflicts_decided"
    )
    verdict = models.CharField(max_length=10, blank=True, default="")
    note = models.TextField(blank=True, default="")

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            exactly_one("people_conflict_about_one", "person", "enquiry_id"),
            one_of("ground", Ground, "people_conflict_ground"),
            one_of("verdict", Verdict, "people_conflict_verdict", blank=True),
            models.CheckConstraint(condition=UNDECIDED | DECIDED, name="people_conflict_decided_whole"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("practitioner")),
                name="people_conflict_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(family=None) | Q(enquiry_id__isnull=False),
                name="people_conflict_family_of_enquiry",
            ),
            models.UniqueConstraint(fields=["practitioner", "person"], name="people_conflict_person_once"),
            models.UniqueConstraint(
                fields=["practitioner", "enquiry_id"], name="people_conflict_enquiry_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} and {self.person_id or self.enquiry_id}"


def declared_by(practitioner: Practitioner, now: datetime) -> models.QuerySet[DeclaredPerson]:
    """Return whom a practitioner has named and not taken off the list, oneself first."""
    rows = DeclaredPerson.objects.in_force(now).filter(practitioner=practitioner, from_account=False)
    return rows.order_by(models.Case(models.When(tie=Tie.OWN, then=0), default=1), "from_at", "pk")
