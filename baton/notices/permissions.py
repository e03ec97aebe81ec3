"""Who may see what was sent, send it again, and say that an address works."""

from baton.notices.models.bounce import ANSWERS_FOR_COLLEAGUES, LOOKS_AFTER_ALL
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role


def can_see_messages(practitioner: Practitioner) -> bool:
    """May open the list of messages that were sent: to which address, when, and whether they went; and send one again.

    - system administrators and hub managers; a message names nobody
    """
    return practitioner.has_role(Role.SYSTEM_ADMINISTRATOR, Role.HUB_MANAGER)


def can_see_addresses(practitioner: Practitioner) -> bool:
    """May read to which address a message to a family, or to anybody without an account, went.

    - hub managers; a system administrator sees no family, and that somebody asked for help is one
    """
    return practitioner.has_role(Role.HUB_MANAGER) and not practitioner.has_role(Role.SYSTEM_ADMINISTRATOR)


def can_see_bounces(practitioner: Practitioner) -> bool:
    """May open the list of colleagues' addresses that do not work.

    - team managers and social care liaisons, for their organisation; hub managers and system administrators, for all
    """
    return practitioner.has_role(*LOOKS_AFTER_ALL, *ANSWERS_FOR_COLLEAGUES)
