"""Who may see cases, say who leads them, and work in the review register."""

from baton.casework.models import Case
from baton.casework.permissions.lead import at_the_hub, coordinates, leads, manages_lead
from baton.casework.rules.case import CaseState
from baton.frontdoor.models import Enquiry
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import HUB, WORKS_WITH_FAMILIES, Role
from baton.people.models import Family

SEES_CASES = WORKS_WITH_FAMILIES | {Role.AUDITOR, Role.GOVERNANCE_OFFICER}
ALLOCATES = HUB | {Role.COORDINATOR}
WORKS_IN_REGISTER = frozenset({Role.HUB_MANAGER, Role.TEAM_MANAGER, Role.COORDINATOR, Role.SAFEGUARDING_LEAD})
SCREENS_REGISTER = frozenset({Role.HUB_MANAGER, Role.TEAM_MANAGER, Role.SAFEGUARDING_LEAD})


def can_see_cases(practitioner: Practitioner) -> bool:
    """May open the list of cases; what stands in it is `Case.objects.visible_to`.

    - everybody who works with families, auditors, information governance officers
    - no system administrator, analyst, board member, directory editor or training lead
    """
    return practitioner.has_role(*SEES_CASES) and not practitioner.has_role(Role.SYSTEM_ADMINISTRATOR)


def can_view_case(practitioner: Practitioner, case: Case) -> bool:
    """May open the case.

    - those whom `Case.objects.visible_to` lets see it; the two agree by construction
    """
    if case.shown_to == practitioner.pk:
        return True
    return Case.objects.visible_to(practitioner).filter(pk=case.pk).exists()


def can_work_on(practitioner: Practitioner, case: Case) -> bool:
    """May change what the case holds: agreement, pauses, plan, team.

    - its lead practitioner, and who stands in
    - managers of the organisation that leads it
    - the coordinator of the case or of its locality
    """
    return can_view_case(practitioner, case) and (
        coordinates(practitioner, case) or leads(practitioner, case) or manages_lead(practitioner, case)
    )


def can_hold(practitioner: Practitioner, case: Case) -> bool:
    """May put an open case on hold.

    - those who may work on it
    """
    return case.state == CaseState.OPEN and can_work_on(practitioner, case)


def can_resume(practitioner: Practitioner, case: Case) -> bool:
    """May take up again a case that is on hold.

    - those who may work on it
    """
    return case.state == CaseState.ON_HOLD and can_work_on(practitioner, case)


def can_download_cases(practitioner: Practitioner) -> bool:
    """May download the list of cases that they see.

    - team managers, hub managers, coordinators
    """
    return practitioner.has_role(Role.TEAM_MANAGER, Role.HUB_MANAGER, Role.COORDINATOR)


def can_see_waiting(practitioner: Practitioner) -> bool:
    """May open the list of families waiting for somebody to lead.

    - hub screeners and hub managers
    - coordinators, for the families they may see
    """
    return practitioner.has_role(*ALLOCATES)


def can_see_unled(practitioner: Practitioner) -> bool:
    """May open the list of cases that nobody leads, and ask about several of them at once.

    - hub screeners and hub managers, coordinators
    - team managers, for the cases their organisation led last
    """
    return practitioner.has_role(*ALLOCATES, Role.TEAM_MANAGER)


def can_see_caseloads(practitioner: Practitioner) -> bool:
    """May see who leads how many cases, what is late and who stands in.

    - team managers, for their organisation
    - hub managers and coordinators, for whoever leads cases they may see
    """
    return practitioner.has_role(Role.TEAM_MANAGER, Role.HUB_MANAGER, Role.COORDINATOR)


def can_open_case(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May open a case from a decided enquiry and say who leads it.

    - those who may open the list of waiting families, for enquiries they may read
    """
    return (
        can_see_waiting(practitioner)
        and Enquiry.objects.visible_to(practitioner).filter(pk=enquiry.pk).exists()
    )


def can_allocate(practitioner: Practitioner, case: Case) -> bool:
    """May say who leads an open case.

    - hub screeners and hub managers
    - the coordinator of the case or of its locality
    - managers of the organisation that leads it now
    """
    return can_view_case(practitioner, case) and (
        at_the_hub(practitioner) or coordinates(practitioner, case) or manages_lead(practitioner, case)
    )


def can_refuse(practitioner: Practitioner, case: Case) -> bool:
    """May say that they cannot lead this case after all.

    - its lead practitioner
    """
    return can_view_case(practitioner, case) and leads(practitioner, case)


def can_arrange_stand_in(practitioner: Practitioner, case: Case) -> bool:
    """May say who stands in for the lead practitioner.

    - its lead practitioner
    - those who may allocate it
    """
    return can_allocate(practitioner, case) or can_refuse(practitioner, case)


def can_see_information(practitioner: Practitioner, case: Case) -> bool:
    """May look at what an enquiry added to the case.

    - those who may mark it as read
    - social care liaisons whom a step up shows the case
    """
    if can_read_information(practitioner, case):
        return True
    return practitioner.has_role(Role.SOCIAL_CARE_LIAISON) and can_view_case(practitioner, case)


def can_read_information(practitioner: Practitioner, case: Case) -> bool:
    """May mark what an enquiry added to the case as read.

    - its lead practitioner, and who stands in
    - managers of the organisation that leads it, the coordinator: they read while nobody leads
    """
    return can_work_on(practitioner, case)


def can_see_register(practitioner: Practitioner) -> bool:
    """May open the review register; what stands in it is what they may see.

    - hub managers, team managers, coordinators, safeguarding leads
    """
    return practitioner.has_role(*WORKS_IN_REGISTER)


def can_enter_in_register(practitioner: Practitioner, family: Family) -> bool:
    """May enter an older case of a family, found on paper, in the review register.

    - those who may open the register, for families they may see
    """
    return (
        can_see_register(practitioner)
        and Family.objects.visible_to(practitioner).filter(pk=family.pk).exists()
    )


def can_screen_entry(practitioner: Practitioner, case: Case) -> bool:
    """May screen a case in the review register for safeguarding, refer it, close it or have it allocated.

    - hub managers, team managers and safeguarding leads, for cases they may see
    """
    return practitioner.has_role(*SCREENS_REGISTER) and can_view_case(practitioner, case)
