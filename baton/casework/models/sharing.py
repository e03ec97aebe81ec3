"""The basis on which a record is shown to somebody of another agency: the columns that say so."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.casework.rules.agreement import Basis
from baton.casework.rules.sharing import Sharing
from baton.core.models import BaseModel
from baton.people.models import Agreement


class Shared(BaseModel):
    """A row that shows a family to somebody, and says why it may."""

    sharing = models.CharField(
        max_length=20,
        blank=True,
        default="",
        choices=[(value.value, value.value) for value in Sharing],
        help_text="empty where an imported record does not say",
    )
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)s_rows"
    )
    basis = models.CharField(
        max_length=40, blank=True, default="", choices=[(value.value, value.value) for value in Basis]
    )
    basis_reason = models.TextField(blank=True, default="")
    family_told = models.BooleanField(null=True, blank=True)
    why_not_told = models.TextField(blank=True, default="")

    class Meta:
        """Not a table of its own."""

        abstract = True


def sharing_whole(name: str) -> models.CheckConstraint:
    """Return the constraint that a basis names what it rests on: an agreement, or a reason."""
    nothing = Q(agreement__isnull=True, basis="", basis_reason="", family_told__isnull=True, why_not_told="")
    return models.CheckConstraint(
        condition=(Q(sharing__in=["", Sharing.OWN_AGENCY]) & nothing)
        | Q(
            sharing=Sharing.AGREEMENT,
            agreement__isnull=False,
            basis="",
            basis_reason="",
            family_told__isnull=True,
            why_not_told="",
        )
        | (
            Q(sharing=Sharing.WITHOUT_AGREEMENT, agreement__isnull=True)
            & ~Q(basis="")
            & ~Q(basis_reason="")
            & (Q(family_told=True) | (Q(family_told=False) & ~Q(why_not_told="")))
        ),
        name=name,
    )
