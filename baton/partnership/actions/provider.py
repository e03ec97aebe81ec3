"""An organisation's own sign-in is named, and whoever it signs in is found among the people of that organisation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from baton import journal
from baton.core.wall import deed
from baton.partnership.models import Identity, Membership, Organisation, Practitioner, Provider
from baton.partnership.rules.provider import domain_of


class DomainTaken(Exception):
    """Another organisation's sign-in answers for this domain."""

    def __init__(self, domain: str) -> None:
        super().__init__(domain)
        self.domain = domain


class NoAccount(Exception):
    """Nobody of the organisation has an account with what the provider says of them."""


@deed
def save_provider(
    *,
    organisation: Organisation,
    issuer: str,
    client_id: str,
    domains: Sequence[str],
    asks_second_factor: bool,
    active: bool,
    by: Practitioner | None,
    at: datetime,
) -> Provider:
    """Name where an organisation's people sign in, or change it. Raises `DomainTaken`.

    A new issuer knows nobody yet: whoever was tied to the old one is tied anew at their next sign-in.
    """
    others = Provider.objects.exclude(organisation=organisation)
    for domain in domains:
        if others.filter(domains__contains=[domain]).exists():
            raise DomainTaken(domain)
    values: dict[str, Any] = {
        "issuer": issuer,
        "client_id": client_id,
        "domains": list(domains),
        "asks_second_factor": asks_second_factor,
        "active": active,
    }
    before = Provider.objects.select_for_update().filter(organisation=organisation).first()
    if before is not None and before.issuer != issuer:
        before.identities.all().delete()
    provider, _ = Provider.objects.update_or_create(organisation=organisation, defaults=values)
    kind = "partnership.provider_changed" if before else "partnership.provider_added"
    journal.record(kind, at=at, by=by, subject=provider, data={"organisation": str(organisation.pk)})
    return provider


@deed
def practitioner_of(*, provider: Provider, subject: str, email: str, at: datetime) -> Practitioner:
    """Return whom the provider signed in: by the identity tied earlier, else by the address, and tie it then.

    Only who has an account already and is a member of the organisation today is found, and only at an address that the
    provider answers for. Raises `NoAccount`, of which nobody is told the reason.
    """
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    tied = provider.identities.filter(subject=subject).select_related("practitioner").first()
    found = tied.practitioner if tied else _by_address(provider, email)
    if found is None or found.left_on is not None or not found.is_active:
        raise NoAccount
    members = Membership.objects.current(localdate(at)).filter(organisation_id=provider.organisation_id)
    if not members.filter(practitioner=found).exists():
        raise NoAccount
    if tied is None:
        made = Identity.objects.create(provider=provider, practitioner=found, subject=subject, tied_at=at)
        journal.record("partnership.identity_tied", at=at, by=found, subject=made)
    return found


@deed
def untie(*, identity: Identity, by: Practitioner, at: datetime) -> None:
    """Forget how a provider knows somebody, whose work account was made anew: the next sign-in ties it again."""
    journal.record("partnership.identity_untied", at=at, by=by, subject=identity)
    identity.delete()


def _by_address(provider: Provider, email: str) -> Practitioner | None:
    """Find whom nobody has been tied to yet, at an address that the provider answers for."""
    if domain_of(email) not in provider.domains:
        return None
    tied = provider.identities.values("practitioner_id")
    return Practitioner.objects.get_queryset().filter(email=email).exclude(pk__in=tied).first()
