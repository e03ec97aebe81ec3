"""What agencies were asked about the people an enquiry names, and what each of them answered."""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from baton.core.models import BaseModel
from baton.frontdoor.models.enquiry import Enquiry, choices
from baton.frontdoor.rules.check import Answer
from baton.frontdoor.rules.information import AGENCY_WORDS, Closed, Standing, standing
from baton.journal.history import tracked


class InformationRequestQuerySet(models.QuerySet["InformationRequest"]):
    """Sets of requests for information."""

    def visible_to(self, practitioner: Any) -> Self:
        """Return the requests about enquiries that `practitioner` may read whole."""
        return self.filter(enquiry__in=Enquiry.objects.visible_to(practitioner).values("pk"))

    def asked_of(self, practitioner: Any) -> Self:
        """Return the requests that `practitioner` is asked to answer, or has answered, after signing in."""
        return self.filter(practitioner=practitioner)

    def open(self) -> Self:
        """Return the requests that still wait for an answer."""
        return self.filter(closed_at=None, reply=None)

    def late(self, now: datetime) -> Self:
        """Return the open requests whose answer was due before `now`."""
        return self.open().filter(due_at__lt=now)

    def reachable(self) -> Self:
        """Return the requests to somebody who can still be written to: an address, or an account in use."""
        return self.filter(Q(practitioner=None) | Q(practitioner__is_active=True))


@tracked
class InformationRequest(BaseModel):
    """One agency, or one practitioner, is asked what they know about people whom an enquiry names.

    `practitioner` answers after signing in; anybody else by a link sent to `to_email`. `opened_by` is who they said
    they were when the link showed them the names.
    """

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="information_requests")
    organisation = models.ForeignKey(
        "partnership.Organisation", models.PROTECT, null=True, related_name="information_requests"
    )
    practitioner = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="information_requests"
    )
    to_name = models.CharField(max_length=200, blank=True)
    to_email = models.EmailField(blank=True)
    purpose = models.CharField(max_length=40)
    questions = ArrayField(models.TextField())
    about = ArrayField(models.UUIDField())
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, related_name="information_requests_made"
    )
    due_at = models.DateTimeField()
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=450, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=20, choices=choices(Closed), blank=True)
    closed_note = models.TextField(blank=True)
    closed_by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="information_requests_closed"
    )

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="information_request_has_address",
                condition=Q(practitioner__isnull=False, to_email="")
                | (Q(practitioner=None) & ~Q(to_email="")),
            ),
            models.CheckConstraint(
                name="information_request_asks", condition=Q(questions__len__gt=0, about__len__gt=0)
            ),
            models.CheckConstraint(
                name="information_request_due_after_asked", condition=Q(due_at__gt=F("asked_at"))
            ),
            models.CheckConstraint(
                name="information_request_closed_whole",
                condition=Q(closed_at=None, closed_because="")
                | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
            ),
            models.CheckConstraint(
                name="information_request_reminded_whole",
                condition=Q(reminders=0, reminded_at=None) | Q(reminders__gt=0, reminded_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["closed_at", "due_at"], name="information_request_due")]

    def __str__(self) -> str:
        return f"information request of {self.asked_at:%d %B %Y %H:%M}"

    @property
    def whom(self) -> str:
        """Who is asked, in one line: the agency, and the person where one is named."""
        person = self.practitioner.name if self.practitioner else self.to_name
        agency = self.organisation.name if self.organisation else ""
        return ", ".join(part for part in (agency, person) if part) or self.to_email

    @property
    def answered(self) -> "InformationReply | None":
        """What was answered, if anything was."""
        return getattr(self, "reply", None)

    @property
    def is_settled(self) -> bool:
        """Whether no answer is waited for any more: one has come, or none is needed."""
        return self.closed_at is not None or self.answered is not None

    def standing(self, now: datetime) -> Standing:
        """Return where the request stands."""
        return standing(
            answered=self.answered is not None,
            closed=self.closed_at is not None,
            due_at=self.due_at,
            now=now,
        )


@tracked
class InformationReply(BaseModel):
    """What one agency answered, by whom; `by` is nobody where the answer came by a link."""

    request = models.OneToOneField(InformationRequest, models.CASCADE, related_name="reply")
    answer = models.CharField(max_length=20, choices=[(code.value, code.value) for code in AGENCY_WORDS])
    text = models.TextField(blank=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="information_replies"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="information_reply_says_why",
                condition=Q(answer__in=[Answer.NONE_FOUND.value, Answer.NOT_COVERED.value]) | ~Q(text=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer} to {self.request_id}"

    @property
    def who(self) -> str:
        """Who answered, in one line."""
        return ", ".join(part for part in (self.name, self.role, self.phone) if part)
