"""Links that lead somebody without an account to one thing, for a time."""

import uuid
from datetime import datetime
from typing import Self

from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q

from baton.core.models import BaseModel

_SIGNER = Signer(salt="baton.notices.link")


class LinkQuerySet(models.QuerySet["Link"]):
    """Sets of links."""

    def open_at(self, now: datetime) -> Self:
        """Return the links that still work at `now`."""
        return self.filter(expires_at__gt=now).filter(Q(ended_at=None) | Q(ended_at__gt=now))

    def of_token(self, token: str) -> Self:
        """Return the link this token was made for; none where it was not made here."""
        try:
            return self.filter(pk=uuid.UUID(_SIGNER.unsign(token)))
        except (BadSignature, ValueError):
            return self.none()


class Link(BaseModel):
    """Leads somebody without an account to one thing, for a time.

    The token is signed and not stored: whoever reads the database, or a copy of it, holds no working link.
    """

    purpose = models.CharField(max_length=40)
    ref = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="link_expires_after_made", condition=Q(expires_at__gt=F("made_at")))
        ]
        indexes = [models.Index(fields=["purpose", "ref"], name="link_of_thing")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.ref}"

    @property
    def token(self) -> str:
        """The secret part of the address."""
        return _SIGNER.sign(str(self.pk))
