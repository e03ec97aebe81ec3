"""Who stands how to a case: leads it, manages its lead, coordinates its locality."""

from baton.casework.models import Allocation, Case, StandIn
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import HUB, Role


def leads(practitioner: Practitioner, case: Case) -> bool:
    """Say whether somebody leads the case now, or stands in for who does."""
    return (
        Allocation.objects.current().filter(case=case, practitioner=practitioner).exists()
        or StandIn.objects.current().filter(case=case, practitioner=practitioner).exists()
    )


def manages_lead(practitioner: Practitioner, case: Case) -> bool:
    """Say whether somebody manages a team of the organisation that leads the case now."""
    managed = practitioner.organisation_ids(Role.TEAM_MANAGER)
    return bool(managed) and (
        Allocation.objects.current().filter(case=case, organisation_id__in=managed).exists()
    )


def coordinates(practitioner: Practitioner, case: Case) -> bool:
    """Say whether somebody is the coordinator of the case, or of its locality."""
    if not practitioner.has_role(Role.COORDINATOR):
        return False
    return case.coordinator_id == practitioner.pk or case.locality_id in practitioner.locality_ids(
        Role.COORDINATOR
    )


def at_the_hub(practitioner: Practitioner) -> bool:
    """Say whether somebody works at the front door."""
    return practitioner.has_role(*HUB)
