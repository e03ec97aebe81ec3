"""What casework does by itself."""

from baton.casework.actions import proposal
from baton.casework.models import Proposal
from baton.core import dates, jobs


@jobs.task(every="10 5 * * *", alone=True)
def bring_back() -> None:
    """Let the proposals come back that were not answered in time; each stands by itself."""
    now = dates.now()
    for row in Proposal.objects.overdue(dates.local_day(now)).select_related("case"):
        proposal.lapse(proposal=row, at=now)
