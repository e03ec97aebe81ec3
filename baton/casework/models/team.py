"""Who works with the family beside its lead practitioner, and on what basis they may see the record."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from baton.casework.models.case import Case
from baton.casework.models.sharing import Shared, sharing_whole
from baton.journal.history import tracked
from baton.partnership.models import Organisation, Practitioner
from baton.people.models import Involvement


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    """Sets of members."""

    def visible_to(self, practitioner: Practitioner) -> Self:
        """Those of cases that `practitioner` may see."""
        return self.filter(case__in=Case.objects.visible_to(practitioner).values("pk"))

    def current(self) -> Self:
        """Those who have not left the team."""
        return self.filter(to_on__isnull=True)

    def on(self, day: date) -> Self:
        """Those in the team on `day`."""
        return self.filter(from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gt=day))


@tracked
class TeamMember(Shared):
    """Somebody in the team around the family. Only one with an account (`practitioner`) sees the record."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="team_members")
    practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="team_memberships"
    )
    name = models.CharField(max_length=160, help_text="as it stood when they joined")
    role_words = models.CharField(max_length=160, blank=True, default="")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="team_members"
    )
    organisation_words = models.CharField(max_length=160, blank=True, default="")
    contact = models.CharField(max_length=160, blank=True, default="")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    involvement = models.OneToOneField(Involvement, on_delete=models.PROTECT, related_name="team_member")
    ended_reason = models.TextField(blank=True, default="")
    by = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.PROTECT, related_name="team_members_added"
    )

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        """Nobody twice at a time; the basis names the agreement or the recorded reason it rests on."""

        constraints = [
            models.UniqueConstraint(
                fields=["case", "practitioner"],
                condition=Q(to_on__isnull=True, practitioner__isnull=False),
                name="casework_member_once",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="casework_member_days"
            ),
            models.CheckConstraint(condition=~Q(sharing=""), name="casework_member_has_basis"),
            sharing_whole("casework_member_basis_whole"),
        ]
        indexes = [models.Index(fields=["practitioner", "to_on"], name="casework_member_person")]

    def __str__(self) -> str:
        return f"{self.name} from {self.from_on}"

    @property
    def agency(self) -> str:
        """The name of the organisation they come from."""
        return self.organisation.name if self.organisation else self.organisation_words
