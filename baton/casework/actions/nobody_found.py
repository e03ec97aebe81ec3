"""Nobody was found to lead: a coordinator goes on looking, with the case on their list."""

from datetime import datetime, timedelta

from baton.casework import notices
from baton.casework.actions import allocation, proposal, seeking
from baton.casework.actions import case as cases
from baton.casework.actions.common import day_of, record
from baton.casework.events import case as events
from baton.casework.models import Case
from baton.casework.permissions import can_allocate
from baton.core import versions
from baton.core.wall import deed
from baton.frontdoor.models import Enquiry
from baton.partnership import profiles
from baton.partnership.models import Practitioner, ProfileVersion


class CannotLook(Exception):
    """The coordinator chosen may not choose who leads this case."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} may not choose who leads this case. Choose another one.")


@deed
def pass_to_coordinator(
    *, case: Case, coordinator: Practitioner, by: Practitioner, at: datetime, expected_version: int
) -> Case:
    """Give a case that nobody leads to a coordinator, who goes on looking and is told.

    It is due on the last day on which a case may be without a lead (`profile.allocation.unled_days`). Raises what
    `proposal.to_seek` raises, `CannotLook`, `core.versions.Stale`. Source: R105, R106.
    """
    case = proposal.to_seek(case, at)
    versions.bump(case, expected_version)
    return _pass(case, coordinator, by, at)


@deed
def open_for_coordinator(
    *,
    enquiry: Enquiry,
    coordinator: Practitioner,
    profile: ProfileVersion,
    by: Practitioner,
    at: datetime,
) -> Case:
    """Open the case that an enquiry was decided for, though nobody was found to lead it, and give it to a coordinator.

    Raises what `case.open_from_decision` raises, and `CannotLook`.
    """
    case = cases.open_from_decision(
        enquiry=enquiry,
        lead=None,
        organisation=None,
        coordinator=coordinator,
        profile=profile,
        by=by,
        at=at,
    )
    return _pass(case, coordinator, by, at)


def _pass(case: Case, coordinator: Practitioner, by: Practitioner, at: datetime) -> Case:
    if coordinator.pk != case.coordinator_id:
        allocation.set_coordinator(case, coordinator, by, at)
    if not can_allocate(coordinator, case):
        raise CannotLook(coordinator.name)
    due_on = day_of(at) + timedelta(days=profiles.current().allocation.unled_days)
    told = notices.NOBODY_FOUND if coordinator != by else None
    seeking.look_for_lead(case, first=[coordinator], due_on=due_on, notice=told, at=at)
    record(events.LEAD_SOUGHT, case, at=at, by=by, data={"practitioner": coordinator.pk})
    return case
