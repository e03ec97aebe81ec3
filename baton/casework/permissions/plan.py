"""Who may change the plan, the team, meetings and readings of a case."""

from baton.casework.models import Case, PlanAction, TeamMember
from baton.casework.permissions.case import can_view_case, can_work_on
from baton.casework.rules.case import CaseState
from baton.partnership.models import Practitioner


def in_team(practitioner: Practitioner, case: Case) -> bool:
    """Say whether somebody is in the team around the family now."""
    return TeamMember.objects.current().filter(case=case, practitioner=practitioner).exists()


def can_edit_plan(practitioner: Practitioner, case: Case) -> bool:
    """May write outcomes and actions into the plan, record meetings and take readings, while the case is not
    closed.

    - those who may work on the case: its lead practitioner and who stands in, their managers, the coordinator
    - members of the team around the family
    """
    if case.state == CaseState.CLOSED:
        return False
    return can_work_on(practitioner, case) or (
        in_team(practitioner, case) and can_view_case(practitioner, case)
    )


def can_settle_action(practitioner: Practitioner, action: PlanAction) -> bool:
    """May say that an action is done, dropped or to do again.

    - those who may change the plan
    """
    return can_edit_plan(practitioner, action.case)


def can_change_team(practitioner: Practitioner, case: Case) -> bool:
    """May take somebody into the team, or let them leave it, while the case is not closed.

    - those who may work on the case: its lead practitioner and who stands in, their managers, the coordinator
    """
    return case.state != CaseState.CLOSED and can_work_on(practitioner, case)
