"""What oversight does by itself: every minute it looks for unusual reading."""

from collections.abc import Iterable

from django.utils import timezone

from baton.core import dates, jobs
from baton.oversight.actions.reading import notice
from baton.oversight.rules.reading import Window, of_days_and_nights, within_an_hour
from baton.partnership import profiles


@jobs.task(every="* * * * *", alone=True)
def notice_many() -> None:
    """Look for many records within an hour: whoever takes them away does it quickly."""
    now = dates.now()
    _notice(within_an_hour(now, profiles.current().unusual_reading))


@jobs.task(every="*/15 * * * *", alone=True)
def notice_days_and_nights() -> None:
    """Look for reading without a relation, and out of hours."""
    now, zone = dates.now(), timezone.get_default_timezone()
    _notice(of_days_and_nights(now, profiles.current().unusual_reading, zone))


def _notice(windows: Iterable[Window]) -> None:
    at_any_hour = profiles.current().unusual_reading.at_any_hour
    for window in windows:
        notice(window=window, at_any_hour=at_any_hour, at=window.to_at)
