"""Who leads a case now, for deeds that leave something with them."""

from baton.casework.models import Allocation, Case
from baton.partnership.models import Organisation, Practitioner


def current(case: Case) -> Allocation | None:
    """Return how the case is led now, or `None` where nobody leads it."""
    return (
        Allocation.objects.current().filter(case=case).select_related("practitioner", "organisation").first()
    )


def lead_of(case: Case) -> Practitioner | None:
    """Return the lead practitioner."""
    allocation = current(case)
    return allocation.practitioner if allocation else None


def lead_agency_of(case: Case) -> Organisation | None:
    """Return the organisation that leads."""
    allocation = current(case)
    return allocation.organisation if allocation else None
