"""What casework does by itself."""

from uuid import UUID

from baton.casework.actions import conflict, proposal, seeking
from baton.casework.models import Case, Proposal, listing
from baton.core import dates, jobs
from baton.partnership.models import Practitioner


@jobs.task(every="10 5 * * *", alone=True)
def bring_back() -> None:
    """Let the proposals come back that were not answered in time; each stands by itself."""
    now = dates.now()
    for row in Proposal.objects.overdue(dates.local_day(now)).select_related("case"):
        proposal.lapse(proposal=row, at=now)


@jobs.task(every="40 5 * * *", alone=True)
def look_for_leads() -> None:
    """Put what nobody leads on a coordinator's list, where it stands on nobody's; each case stands by itself."""
    now = dates.now()
    unled = Case.objects.active().filter(listing.unled(dates.local_day(now)))
    for case in unled.order_by("pk"):
        seeking.find_seeker(case=case, at=now)


@jobs.task
def give_back_led(*, practitioner_id: str, family_id: str) -> None:
    """Give what somebody does on the cases of a family to others, because its record was closed to them."""
    practitioner, now = Practitioner.objects.get(pk=practitioner_id), dates.now()
    for case in Case.objects.filter(family=UUID(family_id)).active().order_by("pk"):
        conflict.give_back(case=case, practitioner=practitioner, at=now)
