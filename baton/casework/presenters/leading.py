"""Whom a page offers to lead a case, the best placed first with why, and who cannot now, with why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from baton.casework.models.knowing import ties_of
from baton.casework.models.leading import PossibleLead, possible_leads
from baton.casework.rules.allocation import Tie, reasons, room
from baton.core import dates
from baton.partnership.models import Locality, Practitioner
from baton.partnership.rules.profile import Profile
from baton.people.models import Family
from baton.ui.fields import Choice

MOST = 20
"""How many a page offers at once; narrowing shows others (ours)."""


@dataclass(frozen=True)
class Offered:
    """Everybody who could be chosen, whom the page shows, and who cannot now."""

    leads: Sequence[PossibleLead]
    choices: list[Choice]
    cannot: list[tuple[str, str]]
    left_out: int


def offered(
    family: Family,
    place: Locality | None,
    profile: Profile,
    reader: Practitioner,
    *,
    name: str = "",
    organisation: str = "",
) -> Offered:
    """Return whom to offer for a family that lives in `place`, the best placed first.

    Without a name or an organisation only those who know the family, or whose organisation does, where there are any.
    """
    ties = ties_of([family.pk], reader)
    leads = possible_leads({family.pk: place}, profile, dates.now(), ties)[family.pk]
    found = [lead for lead in leads if _matches(lead, name, organisation)]
    near = [lead for lead in found if lead.candidate.tie is not Tie.NONE]
    if any(not lead.blockers for lead in near) and not name and not organisation:
        found = near
    can = [lead for lead in found if not lead.blockers]
    cannot = [lead for lead in found if lead.blockers]
    return Offered(
        leads=leads,
        choices=[choice_of(lead) for lead in can[:MOST]],
        cannot=[(who(lead), " ".join(blocker.words for blocker in lead.blockers)) for lead in cannot[:MOST]],
        left_out=max(0, len(can) - MOST),
    )


def who(lead: PossibleLead) -> str:
    """Name somebody with their organisation."""
    return f"{lead.practitioner.name}, {lead.organisation.name}"


def why(lead: PossibleLead) -> tuple[str, ...]:
    """Say what speaks for somebody, room last."""
    return (*reasons(lead.candidate), room(lead.candidate))


def choice_of(lead: PossibleLead) -> Choice:
    """Return the choice of one lead, with what they do and what speaks for them."""
    return Choice(str(lead.membership_id), who(lead), joined([lead.practitioner.job_title, *why(lead)]))


def joined(parts: Iterable[str]) -> str:
    """Put what there is behind one another, with semicolons."""
    return "; ".join(part for part in parts if part)


def _matches(lead: PossibleLead, name: str, organisation: str) -> bool:
    here = not organisation or str(lead.organisation.pk) == organisation
    return here and name.casefold() in lead.practitioner.name.casefold()
