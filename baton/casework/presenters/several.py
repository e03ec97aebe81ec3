"""Who could lead each of several cases, and whom a page suggests, so that nobody is asked beyond their room."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from baton.casework.models import Case
from baton.casework.models.knowing import ties_of
from baton.casework.models.leading import Candidates, PossibleLead, possible_leads
from baton.casework.presenters.leading import joined, who, why
from baton.casework.rules.allocation import shared_out
from baton.core import dates
from baton.frontdoor.models import Enquiry
from baton.partnership import profiles
from baton.partnership.models import Locality, Practitioner


def candidates_for(several: Sequence[Case | Enquiry], reader: Practitioner) -> list[Candidates]:
    """Return for each case, or enquiry that waits for one, who could lead it, the best placed first, and whom to ask.

    A fixed number of queries.
    """
    places = {cast(UUID, one.family_id): place_of(one) for one in several}
    ties = ties_of(places, reader)
    found = possible_leads(places, profiles.current(), dates.now(), ties)
    can = {
        one.pk: [lead for lead in found[cast(UUID, one.family_id)] if not lead.blockers] for one in several
    }
    all_leads = {lead.membership_id: lead for leads in can.values() for lead in leads}
    free = {key: lead.free for key, lead in all_leads.items()}
    persons = {key: lead.practitioner.pk for key, lead in all_leads.items()}
    fresh = {
        key: [lead.membership_id for lead in leads if not lead.candidate.refused]
        for key, leads in can.items()
    }
    suggested = shared_out(fresh, free, persons)
    return [Candidates(one, can[one.pk], _of(suggested[one.pk], can[one.pk])) for one in several]


def _of(membership: UUID | None, leads: Sequence[PossibleLead]) -> PossibleLead | None:
    """Return how somebody stands to this family: to another they may stand otherwise."""
    return next((lead for lead in leads if lead.membership_id == membership), None)


def place_of(one: Case | Enquiry) -> Locality | None:
    """Return where the family of a case lives; of an enquiry, as far as the family's own place is not known."""
    if isinstance(one, Enquiry) and one.family is not None and one.family.locality is not None:
        return one.family.locality
    return one.locality


def choice_words(candidates: Sequence[Candidates]) -> dict[UUID, str]:
    """Name everybody who could be asked, each with their room."""
    leads = {lead.membership_id: lead for one in candidates for lead in one.leads}
    return {key: joined([who(lead), why(lead)[-1]]) for key, lead in leads.items()}
