"""Choosing who leads: the filter of such a page, and whom it offers."""

from baton.casework.actions.proposal import NewProposal
from baton.casework.forms.lead import LeadFilter
from baton.casework.models.leading import PossibleLead
from baton.casework.presenters.leading import Offered, offered
from baton.casework.rules.allocation import reasons
from baton.partnership.guard import PractitionerRequest
from baton.partnership.models import Locality
from baton.partnership.rules.profile import Profile
from baton.people.models import Family
from baton.ui import searches


def leads_offered(
    request: PractitionerRequest, family: Family, place: Locality | None, profile: Profile
) -> tuple[LeadFilter, Offered]:
    """Return the filter as it was asked, and whom the page offers to lead for a family that lives in `place`."""
    narrowed = LeadFilter(searches.asked(request, LeadFilter))
    chosen = narrowed.cleaned_data if narrowed.is_valid() else {}
    return narrowed, offered(family, place, profile, request.user, **chosen)


def new_proposal(lead: PossibleLead, *, level: int | None = None, message: str = "") -> NewProposal:
    """Return the proposal to ask somebody to lead, with the reasons that speak for them."""
    return NewProposal(
        practitioner=lead.practitioner,
        organisation=lead.organisation,
        level=level,
        reasons=reasons(lead.candidate),
        message=message,
    )
