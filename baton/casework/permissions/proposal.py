"""Who may answer the question who leads, and call it back."""

from baton.casework.models import Case
from baton.casework.permissions.case import can_allocate, can_view_case
from baton.partnership.models import Practitioner


def can_answer_proposal(practitioner: Practitioner, case: Case) -> bool:
    """May say whether they can lead the case.

    - who was asked and has not answered; nobody answers for them
    """
    asked = case.proposals.waiting().filter(practitioner=practitioner)
    return asked.exists() and can_view_case(practitioner, case)


def can_withdraw_proposal(practitioner: Practitioner, case: Case) -> bool:
    """May call back the question who leads before it is answered.

    - those who may say who leads the case
    """
    return can_allocate(practitioner, case)
