"""Who may open the pages of plan, team, meetings, measures, transfers and closing."""

from baton.casework.permissions.case import SEES_CASES
from baton.partnership.matrix import (
    AUTHORISER,
    CLOSED,
    LEAD_PRACTITIONER,
    RELATIONS,
    SITUATIONS,
    TEAM_MEMBER,
    Page,
)
from baton.partnership.rules.roles import HUB, Role

SEES = frozenset(role.value for role in SEES_CASES) | RELATIONS
WORKS = frozenset({LEAD_PRACTITIONER, AUTHORISER, Role.TEAM_MANAGER.value, Role.COORDINATOR.value})
WRITES = WORKS | {TEAM_MEMBER}
REOPENS = frozenset(role.value for role in HUB) | {Role.COORDINATOR.value}
ANSWERS = WORKS | {Role.SOCIAL_CARE_LIAISON.value}
OPEN = SITUATIONS - {CLOSED}


def _of_case(*names: str, who: frozenset[str], situations: frozenset[str] = SITUATIONS) -> list[Page]:
    return [Page(name, on="case", who=who, situations=situations) for name in names]


PAGES = [
    Page("transfers", who=SEES),
    Page("liaison", who=frozenset({"hub_manager", "safeguarding_lead", "social_care_liaison"})),
    *_of_case("plan", "plan_print", "team_list", "meeting_list", "meeting", "measures", who=SEES),
    *_of_case("transfer_list", "transfer", who=SEES),
    *_of_case(
        "outcome_add",
        "outcome_change",
        "outcome_settle",
        "outcome_drop",
        "action_add",
        "action_change",
        "action_settle",
        "action_drop",
        "meeting_plan",
        "meeting_move",
        "meeting_cancel",
        "meeting_record",
        "meeting_record_planned",
        "meeting_amend",
        "reading_choose",
        "reading_take",
        "reading_correct",
        "reading_remove",
        who=WRITES,
        situations=OPEN,
    ),
    *_of_case("case_document_list", "case_document_open", who=SEES),
    *_of_case("case_document_add", "meeting_document_add", who=WRITES),
    *_of_case("case_document_change", "case_document_withdraw", who=WORKS),
    *_of_case("team_join", "team_leave", who=WORKS, situations=OPEN),
    *_of_case(
        "transfer_step_up",
        "transfer_out",
        "transfer_lead",
        "transfer_call_back",
        "transfer_acknowledge",
        who=WORKS,
        situations=OPEN,
    ),
    *_of_case("transfer_answer", who=ANSWERS, situations=OPEN),
    *_of_case("case_close", who=WORKS),
    *_of_case("case_reopen", who=REOPENS),
]
