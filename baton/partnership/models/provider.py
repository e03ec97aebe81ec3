"""The sign-in of an organisation's own, and whose identity there belongs to which practitioner."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from baton.core.models import BaseModel
from baton.journal.history import tracked
from baton.partnership.models.organisation import Organisation
from baton.partnership.models.practitioner import Practitioner
from baton.partnership.rules.provider import domain_of


class ProviderQuerySet(models.QuerySet["Provider"]):
    """Sets of providers."""

    def in_use(self) -> Self:
        """Those that sign somebody in today."""
        return self.filter(active=True, organisation__active=True)

    def answering_for(self, email: str) -> Self:
        """Those that answer for the domain of an address."""
        return self.in_use().filter(domains__contains=[domain_of(email)])


@tracked
class Provider(BaseModel):
    """Where the people of one organisation sign in with their work account (OpenID Connect Core 1.0).

    Its secret is no column: it lies in a file of the machine (`baton.partnership.oidc.secret_of`).
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="provider")
    issuer = models.CharField(max_length=300)
    client_id = models.CharField(max_length=200)
    domains = ArrayField(
        models.CharField(max_length=120), help_text="of the e-mail addresses it answers for, in lower case"
    )
    asks_second_factor = models.BooleanField(
        default=False, help_text="whether it asks everybody for one, so that none is asked here"
    )
    active = models.BooleanField(default=True)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        """It answers for at least one domain, never for every address."""

        constraints = [
            models.CheckConstraint(condition=models.Q(domains__len__gt=0), name="provider_has_domain")
        ]

    def __str__(self) -> str:
        return f"sign-in of {self.organisation_id}"


@tracked
class Identity(BaseModel):
    """Somebody as their provider knows them: tied at the first sign-in, so that an address given on opens nothing."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="identities")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="identities")
    subject = models.CharField(max_length=255)
    tied_at = models.DateTimeField()

    class Meta:
        """One identity of a provider for each practitioner, and the other way round."""

        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="identity_one_subject"),
            models.UniqueConstraint(fields=["provider", "practitioner"], name="identity_one_practitioner"),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} at {self.provider_id}"
