"""How somebody narrows the board day after day, by a name of their own."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from baton.core.models import BaseModel
from baton.journal.history import tracked


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Sets of saved filters."""

    def of(self, practitioner: Any) -> Self:
        """Return one's own, by name: nobody sees another's."""
        return self.filter(practitioner=practitioner).order_by("name", "pk")


@tracked
class SavedFilter(BaseModel):
    """Choices of the board's filter, never what was typed; `query` is the part of the address that asks for them."""

    practitioner = models.ForeignKey("partnership.Practitioner", models.PROTECT, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)
    is_default = models.BooleanField(default=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="saved_filter_name_once", fields=["practitioner", "name"]),
            models.UniqueConstraint(
                name="saved_filter_one_default", fields=["practitioner"], condition=Q(is_default=True)
            ),
            models.CheckConstraint(name="saved_filter_narrows", condition=~Q(query="")),
        ]

    def __str__(self) -> str:
        return self.name
