"""Who supports those who lead cases in a locality; nothing here writes."""

from baton.partnership.models import Locality, Membership, Practitioner
from baton.partnership.rules.roles import Role


def coordinators(locality: Locality | None) -> list[Practitioner]:
    """Return the coordinators, those of the locality first."""
    here = {row.pk for row in coordinators_of(locality)}
    everybody = Practitioner.objects.with_role(Role.COORDINATOR)
    return sorted(everybody, key=lambda row: (row.pk not in here, row.name))


def coordinators_of(locality: Locality | None) -> list[Practitioner]:
    """Return the coordinators of a locality, by name."""
    if locality is None:
        return []
    local = Membership.objects.current().carrying(Role.COORDINATOR).filter(localities=locality)
    return list(
        Practitioner.objects.working().filter(pk__in=local.values("practitioner_id")).order_by("name")
    )
