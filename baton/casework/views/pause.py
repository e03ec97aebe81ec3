"""Times during which a clock of a case stands still."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from baton.casework.actions import case as cases
from baton.casework.actions import pause as actions
from baton.casework.forms.pause import CLOCKS, HoldForm, PauseEndForm, PauseForm
from baton.casework.models import Case, Pause
from baton.casework.models.holiday import holiday, term_began
from baton.casework.permissions import can_hold, can_resume, can_see_cases, can_work_on
from baton.casework.presenters.frame import case_frame
from baton.casework.presenters.pause import pauses
from baton.casework.rules.case import CaseState
from baton.casework.rules.duty import WHOLE_CASE
from baton.casework.rules.holidays import PAUSE_REASON
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.holiday import asked_for_holiday
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.forms import Form

PAGE = "pause_list"


@allowed(can_see_cases)
def index(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show which clocks stand still or stood still, and why."""
    case = get_case_or_refuse(request, case_id)
    standing = standing_of(case)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "pauses": pauses(case, standing.profile, standing.today),
        "may": can_work_on(request.user, case) and case.state != CaseState.CLOSED,
        "may_hold": can_hold(request.user, case),
        "may_resume": can_resume(request.user, case),
    }
    return render(request, "casework/pause/index.jinja", context)


@allowed(can_see_cases)
def begin(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Pause a clock."""
    case = get_case_or_refuse(request, case_id)
    require(can_work_on(request.user, case))
    standing = standing_of(case)
    near = holiday(dates.today()) if asked_for_holiday(request) else None
    initial = {"from_on": near.first, "reason": PAUSE_REASON} if near else {}
    form = PauseForm(request.POST or None, profile=standing.profile, initial=initial)
    if sent(request, form):

        def deed() -> str:
            actions.begin(case=case, **form.answer, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, actions.AlreadyPaused, said="The clock is paused.")
        if done:
            return done
    context = {"case_frame": case_frame(standing, PAGE), "form": form, "cancel_url": _back(case)}
    return render(request, "casework/pause/begin.jinja", context)


@allowed(can_see_cases)
def end(request: PractitionerRequest, case_id: UUID, pause_id: UUID) -> HttpResponse:
    """Start a clock again."""
    case = get_case_or_refuse(request, case_id)
    require(can_work_on(request.user, case))
    row = get_object_or_404(case.pauses.filter(to_on=None).exclude(clock=WHOLE_CASE), pk=pause_id)
    form = PauseEndForm(request.POST or None, initial={"to_on": _goes_on(row)})
    if sent(request, form):

        def deed() -> str:
            actions.end(pause=row, **form.values, by=request.user, at=dates.now())
            return _back(case)

        refusals = (actions.NotPaused, actions.PauseEndsTooEarly)
        done = do_once(request, form, deed, *refusals, said="The clock goes on. What is due has moved.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing_of(case), PAGE),
        "form": form,
        "clock": dict(CLOCKS).get(row.clock, row.clock),
        "row": row,
        "cancel_url": _back(case),
    }
    return render(request, "casework/pause/end.jinja", context)


@allowed(can_see_cases)
def hold(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Put the whole case on hold."""
    case = get_case_or_refuse(request, case_id)
    require(can_hold(request.user, case))
    standing = standing_of(case)
    form = HoldForm(request.POST or None, profile=standing.profile)
    if sent(request, form):

        def deed() -> str:
            cases.hold(case=case, reason=form.words, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, cases.WrongState, said="The case is on hold.")
        if done:
            return done
    context = {"case_frame": case_frame(standing, PAGE), "form": form, "cancel_url": _back(case)}
    return render(request, "casework/pause/hold.jinja", context)


@allowed(can_see_cases)
def resume(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Take a case up again that was on hold, after asking."""
    case = get_case_or_refuse(request, case_id)
    require(can_resume(request.user, case))
    form = Form(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            cases.resume(case=case, by=request.user, at=dates.now())
            return reverse("case", args=[case.pk])

        said = "The case goes on. What is due has moved."
        done = do_once(request, form, deed, cases.WrongState, said=said)
        if done:
            return done
    context = {"case_frame": case_frame(standing_of(case), PAGE), "form": form, "cancel_url": _back(case)}
    return render(request, "casework/pause/resume.jinja", context)


def _goes_on(pause: Pause) -> date:
    """Return from which day a clock goes on, unless somebody says otherwise: after a school holiday, the first day of
    term.
    """
    today = dates.today()
    began = term_began(today) if pause.reason.startswith(PAUSE_REASON) else None
    return max(began, pause.from_on) if began else today


def _back(case: Case) -> str:
    return reverse(PAGE, args=[case.pk])
