"""On what basis somebody of another agency may be shown a family's record.

Source: requirements R076 and R102; design/architecture.md rule 2 (agreement to a service is not permission to
share); domain notes (g): sharing without agreement always has a reason, and the family is told unless that is
unsafe.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from baton.casework.rules.agreement import Basis
from baton.casework.rules.blocker import Blocker
from baton.people.rules.facts import AgreementStatus


class Sharing(StrEnum):
    """Why they may see the record."""

    OWN_AGENCY = "own_agency"
    AGREEMENT = "agreement"
    WITHOUT_AGREEMENT = "without_agreement"


SHARING_LABELS = {
    Sharing.OWN_AGENCY: "Within the lead practitioner's own organisation",
    Sharing.AGREEMENT: "The family agreed to share with this organisation",
    Sharing.WITHOUT_AGREEMENT: "Without agreement, for a recorded reason",
}

BASIS_LABELS = {
    Basis.RISK_OF_SIGNIFICANT_HARM: "Somebody is at risk of significant harm",
    Basis.LEGAL_DUTY: "The law asks for it",
    Basis.VITAL_INTERESTS: "Somebody's life is in danger",
}

NO_AGREEMENT = Blocker(
    "no_agreement",
    "The family has not agreed to share with this organisation. Ask them and record what they say, or give a "
    "reason why "
    "it has to know without their agreement.",
    "agreement_list",
)
REFUSED = Blocker(
    "refused",
    "Somebody in the family has said no to sharing with this organisation. Talk with them again, or give a "
    "reason why "
    "it has to know without their agreement.",
    "agreement_list",
)
NO_REASON = Blocker("no_reason", "Say why this organisation has to know without the family's agreement.")
NOT_TOLD = Blocker("not_told", "Say why the family is not told that you share.")


@dataclass(frozen=True)
class WithoutAgreement:
    """A reason to share without agreement, as somebody wrote it down."""

    basis: Basis
    reason: str
    family_told: bool
    why_not_told: str = ""


def refused(answers: Collection[AgreementStatus]) -> bool:
    """Say whether anybody has said no, or has taken back a yes."""
    return bool({AgreementStatus.REFUSED, AgreementStatus.WITHDRAWN} & set(answers))


def sharing(
    *, own_agency: bool, answers: Collection[AgreementStatus], without: WithoutAgreement | None
) -> Sharing | None:
    """Return why somebody may be shown the record, or `None` where there is no basis yet.

    `answers` are what each person of the family last said about sharing with that organisation. A no by
    anyone outweighs another's yes: then only a recorded reason will do (ours: the careful reading).
    """
    if own_agency:
        return Sharing.OWN_AGENCY
    if AgreementStatus.AGREED in answers and not refused(answers):
        return Sharing.AGREEMENT
    return Sharing.WITHOUT_AGREEMENT if without is not None else None


def blockers(answers: Collection[AgreementStatus], without: WithoutAgreement | None) -> tuple[Blocker, ...]:
    """Return what to do where somebody of another agency has no agreement to rest on."""
    if without is None:
        return (REFUSED if refused(answers) else NO_AGREEMENT,)
    missing = {
        NO_REASON: not without.reason.strip(),
        NOT_TOLD: not without.family_told and not without.why_not_told.strip(),
    }
    return tuple(blocker for blocker, lacking in missing.items() if lacking)
