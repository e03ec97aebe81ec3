"""States of a case, where it comes from, and whether anybody leads it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from baton.partnership.rules.profile_codes import LeadsTo


class CaseState(StrEnum):
    """Where a case stands; waiting for a lead practitioner is no state of its own (R105)."""

    OPEN = "open"
    ON_HOLD = "on_hold"
    CLOSED = "closed"


ACTIVE = frozenset({CaseState.OPEN, CaseState.ON_HOLD})
"""Not closed."""

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


def nobody_leads(*, allocated: bool, lead_left_on: date | None, stood_in_for: bool, today: date) -> bool:
    """Say whether the case has nobody who leads it on `today`.

    That is: never allocated, or its lead has left and nobody stands in (figure `cases.unallocated`).
    """
    if not allocated:
        return True
    left = lead_left_on is not None and lead_left_on <= today
    return left and not stood_in_for
