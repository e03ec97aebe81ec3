"""Who was asked to lead a case, as pages show it."""

from dataclasses import dataclass
from datetime import date

from baton.casework.models import Case, Proposal
from baton.casework.rules.proposal import PROPOSAL_LABELS, ProposalState
from baton.core.dates import local_day
from baton.partnership import profiles

TONES = {
    ProposalState.WAITING: "wait",
    ProposalState.ACCEPTED: "good",
    ProposalState.REFUSED: "late",
    ProposalState.LAPSED: "late",
    ProposalState.WITHDRAWN: "quiet",
}


@dataclass(frozen=True)
class ShownProposal:
    """One question who leads: whom, when, why them, and the answer."""

    proposal: Proposal
    who: str
    status: str
    tone: str
    asked_on: date
    answered_on: date | None
    why: tuple[str, ...]
    answer: str

    @property
    def waits(self) -> bool:
        """Whether it waits for an answer."""
        return self.proposal.state == ProposalState.WAITING


def shown_proposal(row: Proposal) -> ShownProposal:
    """Return a proposal as a page shows it."""
    state = ProposalState(row.state)
    refusal = profiles.current().allocation.refusals.label(row.refusal) if row.refusal else ""
    return ShownProposal(
        proposal=row,
        who=f"{row.practitioner.name}, {row.organisation.name}",
        status=PROPOSAL_LABELS[state],
        tone=TONES[state],
        asked_on=local_day(row.asked_at),
        answered_on=local_day(row.answered_at) if row.answered_at else None,
        why=tuple(row.reasons.splitlines()),
        answer=". ".join(part for part in (refusal, row.answer) if part),
    )


def asked_so_far(case: Case) -> list[ShownProposal]:
    """Return who was asked to lead the case, the last one first."""
    rows = case.proposals.select_related("practitioner", "organisation", "asked_by")
    return [shown_proposal(row) for row in rows.order_by("-asked_at")]
