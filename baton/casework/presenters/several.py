"""Who could lead each of several cases, and whom a page suggests, so that nobody is asked beyond their room."""

from collections.abc import Sequence
from uuid import UUID

from baton.casework.models import Case
from baton.casework.models.knowing import ties_of
from baton.casework.models.leading import Candidates, possible_leads
from baton.casework.presenters.leading import joined, who, why
from baton.casework.rules.allocation import shared_out
from baton.core import dates
from baton.partnership import profiles
from baton.partnership.models import Practitioner


def candidates_for(cases: Sequence[Case], reader: Practitioner) -> list[Candidates]:
    """Return for each case who could lead it, the best placed first, and whom to ask. A fixed number of queries."""
    places = {case.family_id: case.locality for case in cases}
    ties = ties_of(places, reader)
    found = possible_leads(places, profiles.current(), dates.now(), ties)
    can = {case.pk: [lead for lead in found[case.family_id] if not lead.blockers] for case in cases}
    by_key = {lead.membership_id: lead for leads in can.values() for lead in leads}
    fresh = {
        key: [lead.membership_id for lead in leads if not lead.candidate.refused]
        for key, leads in can.items()
    }
    suggested = shared_out(fresh, {key: lead.free for key, lead in by_key.items()})
    return [Candidates(case, can[case.pk], by_key.get(suggested[case.pk])) for case in cases]  # type: ignore[arg-type]


def choice_words(candidates: Sequence[Candidates]) -> dict[UUID, str]:
    """Name everybody who could be asked, each with their room."""
    leads = {lead.membership_id: lead for one in candidates for lead in one.leads}
    return {key: joined([who(lead), why(lead)[-1]]) for key, lead in leads.items()}
