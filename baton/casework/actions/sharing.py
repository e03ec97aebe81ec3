"""The basis on which a family is shown to somebody of another agency."""

from dataclasses import dataclass
from typing import Any

from baton.casework.actions.leading import lead_agency_of
from baton.casework.models import Case
from baton.casework.rules import sharing as rules
from baton.casework.rules.blocker import Blocker
from baton.casework.rules.sharing import Sharing, WithoutAgreement
from baton.partnership.models import Organisation
from baton.people.models import Agreement
from baton.people.rules.facts import AgreementStatus, Purpose


class NoBasis(Exception):
    """There is nothing on which the family may be shown to this organisation; `.blockers` say what to do."""

    def __init__(self, blockers: tuple[Blocker, ...]) -> None:
        self.blockers = blockers
        super().__init__(" ".join(blocker.words for blocker in blockers))


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Why the family may be shown: the values of the columns of `models.sharing.Shared`."""

    sharing: Sharing
    agreement: Agreement | None = None
    without: WithoutAgreement | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """Return the columns with their values."""
        return {
            "sharing": self.sharing,
            "agreement": self.agreement,
            "basis": self.without.basis if self.without else "",
            "basis_reason": self.without.reason if self.without else "",
            "family_told": self.without.family_told if self.without else None,
            "why_not_told": self.without.why_not_told
            if self.without and not self.without.family_told
            else "",
        }


def answers_about(case: Case, organisation: Organisation | None, words: str = "") -> list[Agreement]:
    """Return what each person last said in this case about sharing with an organisation, the latest first."""
    said = Agreement.objects.in_force().filter(case_id=case.pk, purpose=Purpose.SHARE)
    if organisation is not None:
        said = said.filter(agency=organisation)
    else:
        said = said.filter(agency=None, agency_words__iexact=words.strip())
    return list(said.select_related("person").order_by("-on", "id"))


def basis_for(
    case: Case,
    *,
    organisation: Organisation | None,
    words: str = "",
    without: WithoutAgreement | None,
) -> Basis:
    """Return the basis on which the family may be shown to an organisation (by name, where it has no row).

    Raises `NoBasis`. Source: issue 2 part 6 (agreement to share is a separate record per agency; safeguarding
    goes on without it, with basis and reason).
    """
    leading = lead_agency_of(case)
    own = organisation is not None and organisation == leading
    said = answers_about(case, organisation, words)
    statuses = [AgreementStatus(one.status) for one in said]
    found = rules.sharing(own_agency=own, answers=statuses, without=without)
    missing = rules.blockers(statuses, without) if found in (None, Sharing.WITHOUT_AGREEMENT) else ()
    if found is None or missing:
        raise NoBasis(missing)
    agreed = next((one for one in said if one.status == AgreementStatus.AGREED), None)
    return Basis(
        sharing=found,
        agreement=agreed if found is Sharing.AGREEMENT else None,
        without=without if found is Sharing.WITHOUT_AGREEMENT else None,
    )
