"""What specialists were asked about an enquiry, and their view of it."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from baton.core.models import BaseModel
from baton.frontdoor.models.enquiry import Enquiry, choices
from baton.frontdoor.models.scope import closed_to
from baton.frontdoor.rules.information import Closed, Standing, standing
from baton.frontdoor.rules.specialist import SpecialistOutcome
from baton.journal.history import tracked
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES, Role
from baton.people.models import Family
from baton.people.rules.restriction import Restriction

WAITING = Q(outcome="", closed_at=None)


class SpecialistRequestQuerySet(models.QuerySet["SpecialistRequest"]):
    """Sets of requests to specialists."""

    def visible_to(self, practitioner: Any) -> Self:
        """Return the requests about enquiries that `practitioner` may read whole."""
        return self.filter(enquiry__in=Enquiry.objects.visible_to(practitioner).values("pk"))

    def of_specialist(self, practitioner: Any) -> Self:
        """Return the requests to where `practitioner` works with families, answered ones too: none about an enquiry that
        is closed to them, or a family that is restricted or sealed.
        """
        if practitioner.has_role(Role.SYSTEM_ADMINISTRATOR):
            return self.none()
        kept = Family.objects.exclude(restriction=Restriction.OPEN)
        of_kept = Enquiry.objects.filter(family__in=kept.values("pk"))
        theirs = self.filter(organisation__in=practitioner.organisation_ids(*WORKS_WITH_FAMILIES))
        return theirs.exclude(closed_to(practitioner) | Q(enquiry__in=of_kept.values("pk")))

    def waiting(self) -> Self:
        """Return the requests that still wait for a view."""
        return self.filter(WAITING)

    def late(self, now: datetime) -> Self:
        """Return the waiting requests whose answer was due before `now`."""
        return self.waiting().filter(due_at__lt=now)

    def opens(self, practitioner: Any) -> Self:
        """Return the waiting requests by which `practitioner` may read an enquiry."""
        return self.of_specialist(practitioner).waiting()


@tracked
class SpecialistRequest(BaseModel):
    """Specialists of one organisation are asked for their view of an enquiry. While it waits they read the enquiry;
    `specialism` is a code of the profile.
    """

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="specialist_requests")
    specialism = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        "partnership.Organisation", models.PROTECT, related_name="specialist_requests"
    )
    question = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, related_name="specialist_requests_made"
    )
    due_at = models.DateTimeField()
    reminders = models.PositiveSmallIntegerField(default=0, db_default=0)
    reminded_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=choices(SpecialistOutcome), blank=True)
    view = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="specialist_views"
    )
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=20, choices=choices(Closed), blank=True)
    closed_note = models.TextField(blank=True)
    closed_by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="specialist_requests_closed"
    )

    objects = SpecialistRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="specialist_request_asks", condition=~Q(question="")),
            models.CheckConstraint(
                name="specialist_request_due_after_asked", condition=Q(due_at__gt=F("asked_at"))
            ),
            models.CheckConstraint(
                name="specialist_request_answered_whole",
                condition=Q(outcome="", view="", answered_at=None, answered_by=None)
                | (~Q(outcome="") & ~Q(view="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="specialist_request_closed_whole",
                condition=Q(closed_at=None, closed_because="")
                | (Q(closed_at__isnull=False, outcome="") & ~Q(closed_because="")),
            ),
            models.CheckConstraint(
                name="specialist_request_reminded_whole",
                condition=Q(reminders=0, reminded_at=None) | Q(reminders__gt=0, reminded_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="specialist_request_one_waiting", fields=["enquiry", "specialism"], condition=WAITING
            ),
        ]
        indexes = [models.Index(fields=["organisation", "due_at"], name="specialist_request_due")]

    def __str__(self) -> str:
        return f"{self.specialism} asked {self.asked_at:%d %B %Y %H:%M}"

    @property
    def is_settled(self) -> bool:
        """Whether no view is waited for any more."""
        return bool(self.outcome) or self.closed_at is not None

    def standing(self, now: datetime) -> Standing:
        """Return where the request stands."""
        return standing(
            answered=bool(self.outcome), closed=self.closed_at is not None, due_at=self.due_at, now=now
        )
