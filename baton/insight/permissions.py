"""Who may open the figures, and the rows behind them."""

from baton.partnership.models import Practitioner
from baton.partnership.permissions import can_see_figures
from baton.partnership.rules.roles import Role

__all__ = ["can_see_figures", "can_see_rows"]


def can_see_rows(practitioner: Practitioner) -> bool:
    """May open the list behind a figure: days and codes of all, references only of what is in their scope (`row`).

    - team managers, hub managers, coordinators, safeguarding leads, analysts and auditors; never a board member
    """
    return practitioner.has_role(
        Role.TEAM_MANAGER,
        Role.HUB_MANAGER,
        Role.COORDINATOR,
        Role.SAFEGUARDING_LEAD,
        Role.ANALYST,
        Role.AUDITOR,
    )
