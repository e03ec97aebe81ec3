"""The record of a family closed to somebody who works on its case: what they do there goes to others."""

from datetime import datetime

from baton.casework import notices
from baton.casework.actions import allocation, proposal, seeking, team
from baton.casework.actions.common import day_of, locked_open, record
from baton.casework.events import case as events
from baton.casework.models import Case, TeamMember
from baton.core.wall import deed
from baton.partnership.models import Practitioner

CLOSED = "The record is closed to them."
"""What stands as the reason; it says no more, since everybody who works on the case reads it."""


@deed
def give_back(*, case: Case, practitioner: Practitioner, at: datetime) -> bool:
    """Let somebody to whom a case is closed lead it no longer, nor stand in, nor stay in the team, nor be asked to lead.

    Whoever coordinates the case is asked to find another lead. Returns whether they led. Raises `CaseClosed`.
    """
    case = locked_open(case)
    for stand_in in case.stand_ins.current().filter(practitioner=practitioner):
        allocation.end_stand_in(stand_in=stand_in, by=None, at=at)
    for asked in case.proposals.waiting().filter(practitioner=practitioner):
        proposal.withdraw(proposal=asked, reason=CLOSED, by=None, at=at)
    for member in TeamMember.objects.current().filter(case=case, practitioner=practitioner):
        team.leave(member=member, reason=CLOSED, by=None, at=at)
    current = (
        case.allocations.current().select_related("practitioner").filter(practitioner=practitioner).first()
    )
    if current is None:
        return False
    allocation.leave_unled(case, current, CLOSED, None, at)
    record(
        events.CLOSED_TO_LEAD, case, at=at, by=None, subject=current, data={"practitioner": practitioner.pk}
    )
    seeking.look_for_lead(case, first=(), due_on=day_of(at), notice=notices.CLOSED_TO_LEAD, at=at)
    return True
