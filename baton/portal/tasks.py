"""What the families' pages do by themselves."""

from baton.core import dates, jobs
from baton.portal.actions import kept


@jobs.task(every="5 * * * *", alone=True)
def clear_kept() -> None:
    """Forget, every hour, the words that a family asked us to keep and did not come back for within a day."""
    kept.clear(dates.now())
