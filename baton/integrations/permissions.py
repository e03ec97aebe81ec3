"""Who may say whom imported names mean."""

from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role


def can_match_names(practitioner: Practitioner) -> bool:
    """May list the names from older systems and say who is meant.

    - hub managers and system administrators
    """
    return practitioner.has_role(Role.HUB_MANAGER, Role.SYSTEM_ADMINISTRATOR)
