"""Who may read and correct audits and training attendances."""

from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role


def can_see_audits(practitioner: Practitioner) -> bool:
    """May open the list of audits of the cases in their scope.

    - auditors, coordinators, hub managers and team managers
    """
    return practitioner.has_role(Role.AUDITOR, Role.COORDINATOR, Role.HUB_MANAGER, Role.TEAM_MANAGER)


def can_correct_audits(practitioner: Practitioner) -> bool:
    """May correct what an audit says.

    - auditors
    """
    return practitioner.has_role(Role.AUDITOR)


def can_see_attendances(practitioner: Practitioner) -> bool:
    """May open the list of training attendances.

    - training leads and hub managers
    """
    return practitioner.has_role(Role.TRAINING_LEAD, Role.HUB_MANAGER)


def can_correct_attendances(practitioner: Practitioner) -> bool:
    """May correct an attendance.

    - training leads
    """
    return practitioner.has_role(Role.TRAINING_LEAD)
