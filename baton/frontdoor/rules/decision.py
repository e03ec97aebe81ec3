"""What the front door may decide, where each outcome leads, and what must be there first."""

from collections.abc import Mapping
from dataclasses import dataclass

from baton.frontdoor.rules.check import QUESTION_WORDS, CheckKind, missing_checks
from baton.partnership.rules.profile_codes import LeadsTo as LeadsTo
from baton.partnership.rules.profile_codes import OutcomeCode

Outcome = OutcomeCode


NEEDS_FAMILY = frozenset({LeadsTo.CASE, LeadsTo.SINGLE_SERVICE, LeadsTo.EXISTING_CASE})
NEEDS_LEVEL = frozenset({LeadsTo.CASE, LeadsTo.SINGLE_SERVICE, LeadsTo.SOCIAL_CARE})
AWAITS_CASE = frozenset({LeadsTo.CASE, LeadsTo.SINGLE_SERVICE})

LEADS_TO_WORDS: Mapping[LeadsTo, str] = {
    LeadsTo.CASE: "It will wait for allocation to a lead practitioner.",
    LeadsTo.SINGLE_SERVICE: "It will wait for one agency to take it on, without a team.",
    LeadsTo.EXISTING_CASE: "The practitioner who leads the help already under way will be shown it.",
    LeadsTo.SOCIAL_CARE: "Social care's front door takes it on. Ring them before you decide.",
    LeadsTo.NOTHING: "Nothing further follows. The enquirer is told why.",
}


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that stops a decision: where it is put right, and the words that say so."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a screener proposes to decide, and what is known about the enquiry."""

    leads_to: LeadsTo
    level: int | None
    reason: str
    has_family: bool
    has_involvement: bool
    involvement_of_family: bool
    answered: frozenset[CheckKind]


def blockers(proposal: Proposal) -> list[Blocker]:
    """Return what stops this decision, each with its way out; empty when it may be made.

    Every enquiry is screened (R062); a decision rests on the checks (R060), says why, and what leads to
    help names the family and its level of need (R054).
    """
    found = [
        Blocker("checks", f"Answer “{QUESTION_WORDS[kind]}” first. “Not known” is an answer.")
        for kind in missing_checks(proposal.answered)
    ]
    if proposal.leads_to in NEEDS_FAMILY and not proposal.has_family:
        found.append(Blocker("family", "Say which family this is about: link one, or create it."))
    if proposal.leads_to in NEEDS_LEVEL and proposal.level is None:
        found.append(Blocker("level", "Choose the level of need."))
    if proposal.leads_to is LeadsTo.EXISTING_CASE:
        found += _involvement_blockers(proposal)
    if not proposal.reason.strip():
        found.append(Blocker("reason", "Write why you decided this, in a sentence or two."))
    return found


def _involvement_blockers(proposal: Proposal) -> list[Blocker]:
    if not proposal.has_involvement:
        return [Blocker("involvement", "Choose the help already under way that this information belongs to.")]
    if proposal.has_family and not proposal.involvement_of_family:
        return [Blocker("involvement", "Choose help that is under way for this family.")]
    return []
