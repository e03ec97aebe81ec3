"""A proposal: somebody is asked to lead a case, and says yes or no. Nobody leads before they have accepted.

Source: R032 (best placed, a good relationship), R033, R035; what becomes of an answer that does not come is ours.
"""

from collections.abc import Container, Mapping
from datetime import date
from enum import StrEnum

from baton.core.rules.calendars import ENGLAND
from baton.core.rules.clocks import due_after_working_days


class ProposalState(StrEnum):
    """Where a proposal stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


PROPOSAL_LABELS: Mapping[ProposalState, str] = {
    ProposalState.WAITING: "Waiting for an answer",
    ProposalState.ACCEPTED: "Leads",
    ProposalState.REFUSED: "Could not",
    ProposalState.LAPSED: "Did not answer in time",
    ProposalState.WITHDRAWN: "Called back",
}
CAME_BACK = frozenset({ProposalState.REFUSED, ProposalState.LAPSED})
"""After these the next candidate is asked."""


def answer_due_on(asked_on: date, days: int | None, closed: Container[date] = ENGLAND) -> date | None:
    """Return the last day for an answer, `days` working days after the day of asking; None where no clock is set."""
    return None if days is None else due_after_working_days(asked_on, days, closed)


def is_overdue(by: date | None, today: date) -> bool:
    """Say whether the day for an answer has passed."""
    return by is not None and by < today
