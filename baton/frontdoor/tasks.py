"""What the front door does by itself."""

from uuid import UUID

from baton.core import dates, jobs
from baton.frontdoor.actions import conflict, information, specialist
from baton.frontdoor.models import Enquiry, InformationRequest, SpecialistRequest
from baton.people.models import DeclaredPerson


@jobs.task(every="20 * * * *", alone=True)
def chase() -> None:
    """Remind the agencies whose answers are due, and the specialists; each reminder stands by itself."""
    now = dates.now()
    for request in InformationRequest.objects.late(now).reachable().select_related("enquiry"):
        information.remind(request=request, at=now)
    for asked in SpecialistRequest.objects.late(now).select_related("enquiry"):
        specialist.remind(request=asked, at=now)


@jobs.task
def close_in_conflict(*, enquiry_id: str) -> None:
    """Close an enquiry that has come to whoever may not see somebody it names."""
    conflict.close(Enquiry.objects.filter(pk=enquiry_id), dates.now())


@jobs.task
def look_for_conflicts(*, practitioner_id: str = "") -> None:
    """Look among the enquiries for those whom one practitioner may not see; without one, everybody."""
    declared = DeclaredPerson.objects.filter(to_at=None)
    chosen = declared.filter(practitioner__pk=UUID(practitioner_id)) if practitioner_id else declared
    conflict.close(conflict.likely(chosen), dates.now())


@jobs.task
def give_back_screened(*, practitioner_id: str, family_id: str = "", enquiry_id: str = "") -> None:
    """Put what somebody screens back among the new enquiries: one or a family's, because it was closed to them; all,
    because they left.
    """
    held = Enquiry.objects.filter(claimed_by=UUID(practitioner_id))
    held = held.filter(pk=UUID(enquiry_id)) if enquiry_id else held
    held = held.filter(family=UUID(family_id)) if family_id else held
    conflict.give_back(enquiries=held, at=dates.now())
