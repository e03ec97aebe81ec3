"""Enquiries that were added to an open case: read by who leads it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from baton.casework.actions import information as actions
from baton.casework.models.information import added_to
from baton.casework.permissions import can_read_information, can_see_cases, can_see_information
from baton.casework.presenters.frame import case_frame
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates, wall
from baton.partnership.guard import PractitionerRequest, allowed


@allowed(can_see_cases)
def index(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show what enquiries added to the case, unread ones first."""
    case = get_case_or_refuse(request, case_id)
    require(can_see_information(request.user, case))
    standing = standing_of(case)
    with wall.beyond(wall.Purpose.INFORMATION):  # it was added to this case for those who work on it
        found = sorted(added_to(case), key=lambda row: hasattr(row, "information_read"))
    context = {
        "case_frame": case_frame(standing, "case"),
        "decisions": [(row, getattr(row, "information_read", None)) for row in found],
        "may_mark": can_read_information(request.user, case),
        "source_types": standing.profile.source_types,
    }
    return render(request, "casework/information/index.jinja", context)


@allowed(can_see_cases)
@require_POST
def read(request: PractitionerRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Mark what an enquiry added as read."""
    case = get_case_or_refuse(request, case_id)
    require(can_read_information(request.user, case))
    with wall.beyond(wall.Purpose.INFORMATION):  # it was added to this case for those who work on it
        decision = get_object_or_404(added_to(case), pk=decision_id)
    actions.read(case=case, decision=decision, by=request.user, at=dates.now())
    return redirect("information_list", case.pk)
