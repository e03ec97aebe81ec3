"""How a proposal ends, whatever deed ends it: access ends, the question is off the list of whoever was asked."""

from datetime import datetime

from baton.casework.actions import duty
from baton.casework.actions.common import record
from baton.casework.events import proposal as events
from baton.casework.models import Case, Proposal
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.proposal import ProposalState
from baton.partnership.models import Practitioner
from baton.people.actions import grant

EVENTS = {
    ProposalState.ACCEPTED: events.ACCEPTED,
    ProposalState.REFUSED: events.REFUSED,
    ProposalState.LAPSED: events.LAPSED,
    ProposalState.WITHDRAWN: events.WITHDRAWN,
}
OVERTAKEN = "Somebody was named who leads."


def end(
    proposal: Proposal,
    to: ProposalState,
    *,
    by: Practitioner | None,
    at: datetime,
    refusal: str = "",
    words: str = "",
) -> None:
    """Write the answer to a proposal, end the access it gave, and record it, within the deed of the caller."""
    proposal.state, proposal.answered_at, proposal.answered_by = to, at, by
    proposal.refusal, proposal.answer = refusal, words
    proposal.save(update_fields=["state", "answered_at", "answered_by", "refusal", "answer"])
    grant.end_from(source_id=proposal.pk, by=by, at=at)
    duty.done(case=proposal.case, kind=DutyKind.ANSWER_PROPOSAL, at=at, subject_id=proposal.pk)
    data = {"practitioner": proposal.practitioner_id, "refusal": refusal}
    record(EVENTS[to], proposal.case, at=at, by=by, subject=proposal, data=data)


def overtake(case: Case, lead: Practitioner, *, by: Practitioner, at: datetime) -> None:
    """End what waits for an answer because somebody leads now: for whoever was asked it is a yes, else it is called
    back. Nobody has to be looked for any more.
    """
    for row in case.proposals.waiting().select_for_update(of=("self",)):
        row.case = case
        theirs = row.practitioner_id == lead.pk
        to = ProposalState.ACCEPTED if theirs else ProposalState.WITHDRAWN
        end(row, to, by=by, at=at, words="" if theirs else OVERTAKEN)
    duty.done(case=case, kind=DutyKind.CHOOSE_LEAD, at=at)
