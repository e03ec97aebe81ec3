"""Meetings: the list, planning, moving, calling off."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from baton.casework.actions import meeting as actions
from baton.casework.forms.meeting import CancelMeetingForm, MoveMeetingForm, PlanMeetingForm
from baton.casework.models import Case, Meeting
from baton.casework.permissions import can_edit_plan, can_see_cases
from baton.casework.presenters.drift import drifting
from baton.casework.presenters.frame import case_frame
from baton.casework.presenters.meeting import expected, meetings_page
from baton.casework.rules.meeting import MeetingState
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.rules.profile_codes import MeetingCode

PAGE = "meeting_list"


@allowed(can_see_cases)
def index(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show when the team meets next, what is planned, and the minutes of what was held."""
    case = get_case_or_refuse(request, case_id)
    standing = standing_of(case)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "page": meetings_page(standing),
        "kinds": standing.profile.meeting_kinds,
        "drift": drifting(standing),
        "may": can_edit_plan(request.user, case),
    }
    return render(request, "casework/meeting/index.jinja", context)


@allowed(can_see_cases)
def plan(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Plan a meeting; the day suggested lies in the interval and is a working day."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    standing = standing_of(case)
    owed = expected(case, standing.today)
    form = PlanMeetingForm(
        request.POST or None,
        profile=standing.profile,
        initial={"kind": MeetingCode.TAF, "day": owed.suggestion if owed else None},
    )
    if sent(request, form):

        def deed() -> str:
            kind = MeetingCode(form.values["kind"])
            actions.plan(case=case, kind=kind, when=form.when, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, actions.MeetingInPast, said="The meeting is planned.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "expected": owed,
        "cancel_url": _back(case),
    }
    return render(request, "casework/meeting/plan.jinja", context)


@allowed(can_see_cases)
def move(request: PractitionerRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Hold a planned meeting on another day, at another time or place."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    meeting = _planned(case, meeting_id)
    form = MoveMeetingForm(request.POST or None, initial=MoveMeetingForm.of(meeting))
    if sent(request, form):

        def deed() -> str:
            version = form.cleaned_data["expected_version"] or 0
            actions.move(
                meeting=meeting, when=form.when, expected_version=version, by=request.user, at=dates.now()
            )
            return _back(case)

        refusals = (actions.MeetingInPast, actions.MeetingMoved)
        done = do_once(request, form, deed, *refusals, said="The meeting is moved.")
        if done:
            return done
    frame = case_frame(standing_of(case), PAGE)
    context = {"case_frame": frame, "form": form, "meeting": meeting, "cancel_url": _back(case)}
    return render(request, "casework/meeting/move.jinja", context)


@allowed(can_see_cases)
def cancel(request: PractitionerRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Call a planned meeting off."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    meeting = _planned(case, meeting_id)
    form = CancelMeetingForm(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            actions.cancel(meeting=meeting, reason=form.values["reason"], by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, actions.MeetingMoved, said="The meeting is called off.")
        if done:
            return done
    frame = case_frame(standing_of(case), PAGE)
    context = {"case_frame": frame, "form": form, "meeting": meeting, "cancel_url": _back(case)}
    return render(request, "casework/meeting/cancel.jinja", context)


def _planned(case: Case, meeting_id: UUID) -> Meeting:
    return get_object_or_404(
        Meeting.objects.select_related("case"), pk=meeting_id, case=case, state=MeetingState.PLANNED
    )


def _back(case: Case) -> str:
    return reverse(PAGE, args=[case.pk])
