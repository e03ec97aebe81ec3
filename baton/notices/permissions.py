"""Who may see what was sent."""

from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role


def can_see_messages(practitioner: Practitioner) -> bool:
    """May open the list of messages that were sent: to which address, when, and whether they went.

    - system administrators and hub managers; a message names nobody
    """
    return practitioner.has_role(Role.SYSTEM_ADMINISTRATOR, Role.HUB_MANAGER)


def can_see_addresses(practitioner: Practitioner) -> bool:
    """May read to which address a message to a family, or to anybody without an account, went.

    - hub managers; a system administrator sees no family, and that somebody asked for help is one
    """
    return practitioner.has_role(Role.HUB_MANAGER) and not practitioner.has_role(Role.SYSTEM_ADMINISTRATOR)
