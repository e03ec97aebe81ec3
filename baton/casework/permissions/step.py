"""Who may take the step to which a case's page leads."""

from collections.abc import Callable, Mapping

from baton.casework.models import Case
from baton.casework.permissions.assessment import can_answer_assessment, can_start_assessment
from baton.casework.permissions.case import can_allocate, can_see_register
from baton.casework.permissions.ending import can_close_case, can_request_transfer
from baton.casework.permissions.plan import can_edit_plan
from baton.casework.permissions.proposal import can_answer_proposal
from baton.partnership.models import Practitioner


def _answers_latest(practitioner: Practitioner, case: Case) -> bool:
    latest = case.assessments.latest_first().first()
    if latest is None:
        return False
    latest.case = case
    return can_answer_assessment(practitioner, latest)


ASKED: Mapping[str, Callable[[Practitioner, Case], bool]] = {
    "case_allocate": can_allocate,
    "proposal_answer": can_answer_proposal,
    "assessment_start": can_start_assessment,
    "assessment_answer": _answers_latest,
    "register_entry": lambda practitioner, case: can_see_register(practitioner),
    "outcome_add": can_edit_plan,
    "action_add": can_edit_plan,
    "meeting_plan": can_edit_plan,
    "meeting_record": can_edit_plan,
    "transfer_step_up": can_request_transfer,
    "case_close": can_close_case,
}
"""The pages that are not open to everybody who may open the case, each with its question."""


def can_take_step(practitioner: Practitioner, case: Case, url_name: str) -> bool:
    """May open the page of the case on which a step is taken.

    - those whom the page itself asks for; everybody who may open the case, where it asks for nobody more
    """
    asked = ASKED.get(url_name)
    return asked is None or asked(practitioner, case)
