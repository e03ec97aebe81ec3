"""Who may record what a family agrees to."""

from baton.casework.models import Case
from baton.casework.permissions.case import can_work_on
from baton.partnership.models import Practitioner


def can_record_agreement(practitioner: Practitioner, case: Case) -> bool:
    """May record an answer, a withdrawal, or a reason not to ask.

    - those who may work on the case
    """
    return can_work_on(practitioner, case)


def can_go_on_without(practitioner: Practitioner, case: Case) -> bool:
    """May record that the help goes on without agreement, to keep somebody safe.

    - those who may work on the case
    """
    return can_work_on(practitioner, case)
