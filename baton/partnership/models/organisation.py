"""Partner organisations and their teams."""

from typing import Self

from django.db import models

from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.partnership.models.place import Locality


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Sets of organisations."""

    def in_use(self) -> Self:
        """Those that somebody may choose today."""
        return self.filter(active=True)

    def that_may_lead(self, agency_types: frozenset[str]) -> Self:
        """Those in use whose agency type is among `agency_types`, the profile's types that may lead."""
        return self.in_use().filter(agency_type__in=agency_types)


@tracked
class Organisation(BaseModel):
    """A partner agency: a school, a trust, a council service, a charity (R017)."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    agency_type = models.CharField(max_length=40, help_text="code of an agency type of the profile")
    locality = models.ForeignKey(
        Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    phone = models.CharField(max_length=40, blank=True)
    active = models.BooleanField(default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        """Looked up by type when choosing who leads."""

        indexes = [models.Index(fields=["agency_type"], name="organisation_agency_type")]

    def __str__(self) -> str:
        return self.name


@tracked
class Team(BaseModel):
    """A team of one organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    locality = models.ForeignKey(
        Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="teams"
    )
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation.name}"
