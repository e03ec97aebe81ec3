"""Django's checks of an installation: the profile it names must hold."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from baton.partnership import profiles
from baton.partnership.rules.profile import ProfileFaults


@register
def profile_holds(**_: Any) -> list[CheckMessage]:
    """Name every fault of the profile of `BATON_PROFILE`, so that nothing starts with one that does not hold."""
    try:
        profiles.current()
    except ProfileFaults as wrong:
        return [Error(str(fault), id="partnership.E001") for fault in wrong.faults]
    return []
