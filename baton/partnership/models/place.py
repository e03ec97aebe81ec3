"""The partnership's geography: localities, family hubs and collaboratives, each retired rather than deleted."""

from django.db import models

from baton.core.models import BaseModel


class PlaceModel(BaseModel):
    """What every kind of place has: a stable code, a name, and whether it is still in use."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    active = models.BooleanField(default=True)

    class Meta:
        """Abstract."""

        abstract = True

    def __str__(self) -> str:
        return self.name


class Locality(PlaceModel):
    """An area with its own coordinators (requirements R020)."""


class Hub(PlaceModel):
    """A family hub or youth hub (R022)."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="hubs")


class Collaborative(PlaceModel):
    """A cluster of schools and their partners (R014, R021)."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="collaboratives")
