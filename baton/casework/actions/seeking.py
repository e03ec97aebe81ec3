"""A lead is looked for: who has to find one has it on their list with its day, and is told.

No case waits unseen: what leaves a case without a lead puts the choice on somebody's list, and what slips through (a lead
who left, a stand-in that ended) is found within a day (`find_seeker`, by `tasks.look_for_leads`).
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from baton.casework import notices
from baton.casework.actions import duty
from baton.casework.actions.common import day_of, locked, record
from baton.casework.events import case as events
from baton.casework.models import Case, Duty
from baton.casework.models.allocation import current_allocation
from baton.casework.models.coordinating import coordinators_of
from baton.casework.models.situation import is_unled
from baton.casework.permissions import can_allocate
from baton.casework.rules.case import CaseState
from baton.casework.rules.duty import DutyKind
from baton.core.wall import deed
from baton.notices import actions as messages
from baton.notices.rules.notice import Notice
from baton.partnership.models import Practitioner


def look_for_lead(
    case: Case, *, first: Iterable[Practitioner | None], due_on: date, notice: Notice | None, at: datetime
) -> Practitioner | None:
    """Let somebody choose who leads, within the deed of the caller; return who it is.

    The first of `first`, then of the case's coordinator and those of its locality, who may choose. They are told by
    `notice`, where there is one. Where nobody may, it is owed by nobody: the list of cases that nobody leads has it.
    """
    seeker = _seeker(case, first)
    duty.owe(case=case, kind=DutyKind.CHOOSE_LEAD, due_on=due_on, owner=seeker, at=at)
    if seeker is not None and notice is not None:
        page = reverse("case_allocate", args=[case.pk])
        messages.send(notice=notice, to_practitioner=seeker, path=page, by=None, at=at)
    return seeker


def _seeker(case: Case, first: Iterable[Practitioner | None]) -> Practitioner | None:
    offered = (*first, case.coordinator, *coordinators_of(case.locality))
    return next((one for one in offered if one is not None and can_allocate(one, case)), None)


@deed
def find_seeker(*, case: Case, at: datetime) -> Practitioner | None:
    """Put a case that nobody leads on a coordinator's list where it stands on nobody's. Done by the system.

    Returns who has to find a lead now; nobody where somebody leads, is asked to, or looks for one already, where the case
    waits in the review register, and where there is no coordinator.
    """
    case = locked(case)
    if _is_seen(case, day_of(at)) or _seeker(case, ()) is None:
        return None
    seeker = look_for_lead(case, first=(), due_on=day_of(at), notice=notices.NOBODY_LEADS, at=at)
    record(events.LEAD_SOUGHT, case, at=at, by=None, data={"practitioner": seeker.pk if seeker else None})
    return seeker


def _is_seen(case: Case, today: date) -> bool:
    """Say whether somebody leads the case, or has it to do something about that."""
    entry = getattr(case, "register_entry", None)
    owed = Duty.objects.open().filter(case=case, kind=DutyKind.CHOOSE_LEAD).select_related("owner").first()
    owner = owed.owner if owed else None
    return (
        case.state == CaseState.CLOSED
        or not is_unled(case, current_allocation(case), today)
        or (entry is not None and entry.settled_on is None)
        or case.proposals.waiting().exists()
        or (owner is not None and can_allocate(owner, case))
    )
