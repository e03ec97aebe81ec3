"""Who may transfer, close and reopen a case."""

from baton.casework.models import Case, ReviewRegisterEntry, Transfer
from baton.casework.permissions.case import SEES_CASES, can_screen_entry, can_view_case, can_work_on
from baton.casework.permissions.lead import at_the_hub, coordinates
from baton.casework.rules.case import CaseState
from baton.casework.rules.register import ScreenOutcome
from baton.casework.rules.transfer import Direction, TransferState
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role


def can_see_transfers(practitioner: Practitioner) -> bool:
    """May open the list of transfers; what stands in it are those of cases they may see.

    - everybody who may open the list of cases
    """
    return practitioner.has_role(*SEES_CASES) and not practitioner.has_role(Role.SYSTEM_ADMINISTRATOR)


def can_request_transfer(practitioner: Practitioner, case: Case) -> bool:
    """May ask somebody else to take the family over, while the case is not closed.

    - those who may work on the case: its lead practitioner and who stands in, their managers, the coordinator
    """
    return case.state != CaseState.CLOSED and can_work_on(practitioner, case)


def can_answer_transfer(practitioner: Practitioner, transfer: Transfer) -> bool:
    """May accept or decline a transfer that waits for its answer.

    - a step up: social care liaisons of the organisation that was asked
    - to another lead practitioner: who was asked, or a manager of their organisation
    - to another area: those who may work on the case; they write down what the other area said
    - else nobody who asked for it themselves
    """
    if transfer.state != TransferState.REQUESTED or not can_view_case(practitioner, transfer.case):
        return False
    if transfer.direction == Direction.OUT:
        return can_work_on(practitioner, transfer.case)
    return was_asked(practitioner, transfer)


def was_asked(practitioner: Practitioner, transfer: Transfer) -> bool:
    """Say whether a transfer within the partnership waits for this practitioner, who sees its case.

    A list asks this of each of its rows; `can_answer_transfer` asks whether they see the case too.
    """
    if transfer.state != TransferState.REQUESTED or transfer.requested_by_id == practitioner.pk:
        return False
    if transfer.direction == Direction.STEP_UP:
        answering = practitioner.organisation_ids(Role.SOCIAL_CARE_LIAISON)
        return transfer.to_organisation_id in answering or (
            not transfer.to_organisation_id and bool(answering)
        )
    if transfer.direction != Direction.LEAD:
        return False
    managed = practitioner.organisation_ids(Role.TEAM_MANAGER)
    return transfer.to_practitioner_id == practitioner.pk or transfer.to_organisation_id in managed


def can_cancel_transfer(practitioner: Practitioner, transfer: Transfer) -> bool:
    """May call back a transfer that waits for its answer.

    - those who may work on the case
    """
    return transfer.state == TransferState.REQUESTED and can_work_on(practitioner, transfer.case)


def can_close_case(practitioner: Practitioner, case: Case) -> bool:
    """May close a case that is open or on hold.

    - those who may work on it: its lead practitioner and who stands in, their managers, the coordinator
    - for a case in the review register, once it is screened without concern: those who may screen it
    """
    if case.state == CaseState.CLOSED:
        return False
    return can_work_on(practitioner, case) or (
        _screened_without_concern(case) and can_screen_entry(practitioner, case)
    )


def _screened_without_concern(case: Case) -> bool:
    return ReviewRegisterEntry.objects.filter(
        case=case, settled_on=None, screen_outcome=ScreenOutcome.NO_IMMEDIATE_CONCERN
    ).exists()


def can_reopen_case(practitioner: Practitioner, case: Case) -> bool:
    """May open a closed case again and say who leads it.

    - hub screeners and hub managers
    - the coordinator of the case or of its locality
    """
    return (
        case.state == CaseState.CLOSED
        and can_view_case(practitioner, case)
        and (at_the_hub(practitioner) or coordinates(practitioner, case))
    )
