"""Messages: what was written to whom, and how far it has come."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from baton.core.models import BaseModel
from baton.notices.models.link import Link
from baton.notices.rules.delivery import LOST, Status
from baton.notices.rules.notice import TELLS_OF_CONFLICT

ASKED_AFTER = timedelta(minutes=10)
"""How long a report is waited for before the carrier is asked (ours)."""

ASKED_FOR = timedelta(days=3)
"""For how long it is asked: Notify gives an e-mail or a text up for lost after 72 hours."""


class MessageQuerySet(models.QuerySet["Message"]):
    """Sets of messages."""

    def listed(self) -> Self:
        """Return those that whoever looks after the sending may see: none tells that a record closed to a colleague."""
        return self.exclude(template__in=TELLS_OF_CONFLICT)

    def newest_first(self) -> Self:
        """Return the messages, the last one queued first."""
        return self.order_by("-queued_at", "-pk")

    def with_notify(self, now: datetime) -> Self:
        """Return those of which GOV.UK Notify may know more than we do: not those of the last minutes, nor old ones."""
        sent = Q(status=Status.SENT, sent_at__range=(now - ASKED_FOR, now - ASKED_AFTER))
        unclear = Q(status=Status.UNKNOWN, tried_at__range=(now - ASKED_FOR, now - ASKED_AFTER))
        return self.filter(sent | unclear, carrier="notify")

    def interrupted(self, since: datetime) -> Self:
        """Return those whose sending began before a moment and never came to its end."""
        return self.filter(status=Status.SENDING, tried_at__lt=since)

    def due(self, now: datetime) -> Self:
        """Return those that wait to go out and may, at `now`: no quiet hours, no later try hold them back."""
        may = Q(send_at=None) | Q(send_at__lte=now)
        return self.filter(may, status=Status.QUEUED)

    def to_gather(self, now: datetime) -> Self:
        """Return those that wait for a day's message whose time has come, what is due first on top."""
        held = self.filter(status=Status.HELD, send_at__lte=now)
        return held.order_by(F("due_at").asc(nulls_last=True), "queued_at", "pk")


class Message(BaseModel):
    """One message, as it was sent but for the link's secret part."""

    Status = Status

    to_email = models.EmailField(blank=True)
    to_phone = models.CharField(max_length=20, blank=True, help_text="a number that is texted, like +447…")
    to_practitioner = models.ForeignKey(
        "partnership.Practitioner", models.PROTECT, null=True, related_name="messages"
    )
    template = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.ForeignKey(Link, models.PROTECT, null=True, related_name="messages")
    path = models.CharField(max_length=500, blank=True)
    family_id = models.UUIDField(null=True)
    status = models.CharField(max_length=10, choices=Status.choices(), default=Status.QUEUED.value)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, help_text="by when what it asks for is due")
    send_at = models.DateTimeField(null=True, help_text="it waits until then: quiet hours, the day's message")
    digest = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="gathered",
        help_text="the day's message that it went out in",
    )
    carrier = models.CharField(max_length=10, blank=True, help_text="what it was handed to, the last time")
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True, help_text="when a report said that it had arrived")
    failed_because = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_sent_has_moment",
                condition=~Q(status__in=["sent", "delivered"]) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_one_address",
                condition=(Q(to_phone="") & ~Q(to_email=""))
                | (Q(to_email="", to_practitioner=None) & ~Q(to_phone="")),
            ),
            models.CheckConstraint(name="message_link_or_path", condition=Q(link=None) | Q(path="")),
            models.CheckConstraint(
                name="message_gathered_in_digest",
                condition=Q(status="gathered", digest__isnull=False)
                | (~Q(status="gathered") & Q(digest=None)),
            ),
            models.CheckConstraint(
                name="message_held_until",
                condition=~Q(status="held") | Q(send_at__isnull=False, to_practitioner__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["-queued_at"], name="message_newest"),
            models.Index(fields=["send_at"], name="message_held", condition=Q(status="held")),
            models.Index(
                fields=["status"], name="message_waits", condition=Q(status__in=["queued", "sending"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} of {self.queued_at:%d %B %Y %H:%M}"

    @property
    def address(self) -> str:
        """Give the e-mail address or the number it goes to."""
        return self.to_phone or self.to_email

    @property
    def is_lost(self) -> bool:
        """Tell whether it did not arrive, or nobody knows: it may be tried again."""
        return self.status in LOST
