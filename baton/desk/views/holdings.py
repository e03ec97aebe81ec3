"""What somebody holds, for whoever sees to it that each thing passes on before they leave."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from baton import journal
from baton.casework.permissions import can_see_caseloads
from baton.desk import holdings
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Practitioner
from baton.partnership.permissions import can_plan_leaving_of


@allowed(can_see_caseloads)
def page(request: PractitionerRequest, practitioner_id: UUID) -> HttpResponse:
    """Show what somebody holds of what one may see, and who is asked to take it over."""
    holder = get_object_or_404(Practitioner, pk=practitioner_id)
    cases = holdings.cases_of(holder, request.user)
    actions = holdings.actions_of(holder, request.user)
    enquiries = holdings.enquiries_of(holder, request.user)
    families = {each.family for each in (*cases, *actions, *enquiries) if each.family}
    journal.access.seen_many(request, families=families, what="list")
    context = {
        "holder": holder,
        "cases": cases,
        "actions": actions,
        "enquiries": enquiries,
        "may_plan_leaving": can_plan_leaving_of(request.user, holder),
    }
    return render(request, "desk/holdings.jinja", context)
