"""Who may open the daily liaison list."""

from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role


def can_see_liaison(practitioner: Practitioner) -> bool:
    """May open the daily liaison list and note what was agreed; what stands in it is what they may see of it.

    - hub managers, safeguarding leads and social care liaisons
    """
    meets = practitioner.has_role(Role.HUB_MANAGER, Role.SAFEGUARDING_LEAD, Role.SOCIAL_CARE_LIAISON)
    return meets and not practitioner.has_role(Role.SYSTEM_ADMINISTRATOR)
