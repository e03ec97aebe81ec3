"""States of a case, where it comes from, and who may lead it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from baton.casework.rules.blocker import Blocker
from baton.partnership.rules.profile_codes import LeadsTo


class CaseState(StrEnum):
    """Where a case stands; waiting for a lead practitioner is no state of its own (R105)."""

    OPEN = "open"
    ON_HOLD = "on_hold"
    CLOSED = "closed"


TRANSITIONS: Mapping[CaseState, frozenset[CaseState]] = {
    CaseState.OPEN: frozenset({CaseState.ON_HOLD, CaseState.CLOSED}),
    CaseState.ON_HOLD: frozenset({CaseState.OPEN, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.OPEN}),
}


class Origin(StrEnum):
    """How a case came to be (contract for imports, `cases.csv`)."""

    ENQUIRY = "enquiry"
    STEP_DOWN = "step_down"
    TRANSFER_IN = "transfer_in"
    REVIEW_REGISTER = "review_register"


class Support(StrEnum):
    """A coordinated case, or the lighter record of one agency helping without a team (R051)."""

    FULL = "full"
    SINGLE_SERVICE = "single_service"


SUPPORT_FOR: Mapping[LeadsTo, Support] = {
    LeadsTo.CASE: Support.FULL,
    LeadsTo.SINGLE_SERVICE: Support.SINGLE_SERVICE,
}
"""Which kind of record a decision's `leads_to` opens; the others open none."""


def can_become(now: CaseState, then: CaseState) -> bool:
    """Say whether a case in the state `now` may go to the state `then`."""
    return then in TRANSITIONS[now]


@dataclass(frozen=True)
class Candidate:
    """What decides whether somebody may lead a case: their agency, their account and their caseload."""

    agency_may_lead: bool
    works_here: bool
    limit: int | None
    leads_now: int
    barred: bool = False


def has_room(candidate: Candidate) -> bool:
    """Say whether one more case keeps the candidate within their case limit (R035); no limit is room."""
    return candidate.limit is None or candidate.leads_now < candidate.limit


def lead_blockers(candidate: Candidate) -> list[Blocker]:
    """Say what keeps the candidate from leading one more case; an empty list where nothing does.

    Emergency responders and general practitioners are not expected to lead (R033): the profile says which
    types of agency may. Case limits are agreed for each worker (R035).
    """
    found = []
    if not candidate.works_here:
        found.append(Blocker("left", "They no longer work here. Choose somebody else."))
    if candidate.barred:
        found.append(Blocker("barred", "They cannot lead for this family. Choose somebody else."))
    if not candidate.agency_may_lead:
        found.append(
            Blocker("agency_may_not_lead", "Their kind of agency does not lead cases. Choose somebody else.")
        )
    if not has_room(candidate):
        found.append(
            Blocker(
                "no_room",
                f"They lead {candidate.leads_now} of at most {candidate.limit} cases. Choose somebody else, "
                "or agree another limit with their manager first.",
            )
        )
    return found


def nobody_leads(*, allocated: bool, lead_left_on: date | None, stood_in_for: bool, today: date) -> bool:
    """Say whether the case has nobody who leads it on `today`.

    That is: never allocated, or its lead has left and nobody stands in (figure `cases.unallocated`).
    """
    if not allocated:
        return True
    left = lead_left_on is not None and lead_left_on <= today
    return left and not stood_in_for
