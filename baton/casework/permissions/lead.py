"""Who stands how to a case: leads it, manages its lead, coordinates its locality."""

from uuid import UUID

from django.db.models import UUIDField, Value

from baton.casework.models import Allocation, Case, StandIn
from baton.core import wall
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import HUB, Role


def leads(practitioner: Practitioner, case: Case) -> bool:
    """Say whether somebody leads the case now, or stands in for who does."""
    return any(leader == practitioner.pk for leader, _ in _leading(case))


def manages_lead(practitioner: Practitioner, case: Case) -> bool:
    """Say whether somebody manages a team of the organisation that leads the case now."""
    managed = practitioner.organisation_ids(Role.TEAM_MANAGER)
    return bool(managed) and any(organisation in managed for _, organisation in _leading(case))


def _leading(case: Case) -> tuple[tuple[UUID | None, UUID | None], ...]:
    """Return the ids of who leads a case now and for which organisation, and of who stands in, for none. One query."""

    def ask() -> tuple[tuple[UUID | None, UUID | None], ...]:
        lead = (
            Allocation.objects.current().filter(case=case).values_list("practitioner_id", "organisation_id")
        )
        nowhere = Value(None, output_field=UUIDField())
        stands_in = StandIn.objects.current().filter(case=case).values_list("practitioner_id", nowhere)
        return tuple(lead.union(stands_in))

    return wall.once(("leading", case.pk), ask)


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
