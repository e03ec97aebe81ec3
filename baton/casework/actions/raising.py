"""Help by one service turns into a coordinated case: the lighter record ends on the day the case opens."""

from datetime import datetime

from baton.casework.actions import ending, plan_action
from baton.casework.actions.common import day_of
from baton.casework.actions.ending import Ending
from baton.casework.models import Case
from baton.casework.rules.case import Support
from baton.casework.rules.plan import ActionState
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import ClosureCode, LeadsTo
from baton.people.models import Family

GOES_ON = "Help goes on in a coordinated case."


def raisable(family: Family, leads_to: LeadsTo) -> Case | None:
    """Return the record of one service that ends when a decision opens a case for its family; `None` for none.

    A record with a transfer that waits for its answer does not end before the answer.
    """
    if leads_to is not LeadsTo.CASE:
        return None
    record = Case.objects.active().filter(family=family, support=Support.SINGLE_SERVICE).first()
    return None if record is None or record.transfers.waiting().exists() else record


def end(record: Case, *, level: int | None, by: Practitioner, at: datetime) -> None:
    """End the record of one service: what is still to do is carried into the case. Source: R051, R075.

    Past figures stay as they are: the case is another one, with clocks of its own.
    """
    for action in record.plan_actions.open():
        plan_action.settle(action=action, to=ActionState.CARRIED, words=GOES_ON, by=by, at=at)
    last = Ending(case=record, closed_on=day_of(at), reason=ClosureCode.OTHER, level=level, what_next=GOES_ON)
    ending.write([last], by=by, at=at)
