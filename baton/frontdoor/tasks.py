"""What the front door does by itself."""

from baton.core import dates, jobs
from baton.frontdoor.actions.information import remind
from baton.frontdoor.models import InformationRequest


@jobs.task(every="20 * * * *", alone=True)
def chase() -> None:
    """Remind the agencies whose answers are due; each reminder stands by itself."""
    now = dates.now()
    for request in InformationRequest.objects.late(now).reachable().select_related("enquiry"):
        remind(request=request, at=now)
