"""Who may open the lists of cases, and the pages of a case up to its assessment."""

from baton.casework.permissions.case import ALLOCATES, SCREENS_REGISTER, SEES_CASES, WORKS_IN_REGISTER
from baton.partnership.matrix import CLOSED, LEAD_PRACTITIONER, RELATIONS, SITUATIONS, TEAM_MEMBER, Page
from baton.partnership.rules.roles import HUB, Role

SEES = frozenset(role.value for role in SEES_CASES) | RELATIONS
LEADS = frozenset({LEAD_PRACTITIONER})
WORKS = LEADS | {Role.TEAM_MANAGER.value, Role.COORDINATOR.value}
CHOOSES = frozenset(role.value for role in ALLOCATES)
REGISTER = frozenset(role.value for role in WORKS_IN_REGISTER)
SCREENS = frozenset(role.value for role in SCREENS_REGISTER)
DOWNLOADS = frozenset({Role.TEAM_MANAGER.value, Role.HUB_MANAGER.value, Role.COORDINATOR.value})
HUB_AND_MANAGERS = frozenset(role.value for role in HUB) | {Role.COORDINATOR.value, Role.TEAM_MANAGER.value}
OPEN = SITUATIONS - {CLOSED}


def _of_case(*names: str, who: frozenset[str]) -> list[Page]:
    return [Page(name, on="case", who=who) for name in names]


PAGES = [
    Page("case_list", who=SEES),
    Page("case_download", who=DOWNLOADS),
    Page("caseload_list", who=DOWNLOADS),
    Page("waiting_list", who=CHOOSES),
    Page("open_several", who=CHOOSES),
    Page("open_several_check", who=CHOOSES),
    Page("case_open", on="enquiry", who=CHOOSES),
    Page("unled_list", who=HUB_AND_MANAGERS),
    Page("allocate_several", who=HUB_AND_MANAGERS),
    Page("allocate_several_check", who=HUB_AND_MANAGERS),
    Page("holiday_list", who=SEES),
    Page("register_list", who=REGISTER),
    Page("register_enter", on="family", who=REGISTER),
    *_of_case("case", "agreement_list", "assessment", "assessment_earlier", "pause_list", who=SEES),
    *_of_case("case_allocate", who=HUB_AND_MANAGERS),
    *_of_case("case_refuse", "proposal_answer", who=LEADS),
    *_of_case("proposal_withdraw", who=HUB_AND_MANAGERS),
    *_of_case("stand_in_begin", "stand_in_end", who=HUB_AND_MANAGERS | LEADS),
    *_of_case("register_entry", who=REGISTER),
    *_of_case("register_screen", "register_ask", "register_came", who=SCREENS),
    *_of_case("information_list", who=WORKS | {Role.SOCIAL_CARE_LIAISON.value}),
    Page("information_read", on="case", who=WORKS, method="post"),
    *_of_case(
        "agreement_record",
        "agreement_share",
        "agreement_withdraw",
        "agreement_without",
        "agreement_end_without",
        "pause_begin",
        "pause_end",
        "case_hold",
        "case_resume",
        who=WORKS,
    ),
    *_of_case("assessment_start", "assessment_check", who=LEADS),
    Page("assessment_answer", on="case", who=frozenset(WORKS - LEADS), situations=OPEN),
    *_of_case("assessment_family_part", "assessment_part", who=LEADS | {TEAM_MEMBER}),
]
