"""The opening hours of the profile in force, as rules take them."""

from django.utils import timezone

from baton.core.rules.calendars import Closures, Period
from baton.frontdoor.rules.opening import Week
from baton.partnership import profiles


def week() -> Week:
    """Return when the front door is staffed: its hours, without bank holidays and the profile's closure days."""
    profile = profiles.current()
    closed = Closures(tuple(Period(day, day) for day in profile.calendar.closure_days))
    return Week(profile.opening_hours.on, closed, timezone.get_default_timezone())
