"""The family plan: its page, its print, and what needs to change."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from baton.casework.actions import outcome as actions
from baton.casework.forms.plan import DropForm, OutcomeForm, SettleForm
from baton.casework.models import Case, Outcome
from baton.casework.permissions import can_edit_plan, can_see_cases
from baton.casework.presenters.frame import case_frame
from baton.casework.presenters.meeting import expected
from baton.casework.presenters.plan import plan_page
from baton.casework.rules.plan import OutcomeState
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed

PAGE = "plan"


@allowed(can_see_cases)
def index(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show the plan: outcomes as headings in the family's words, under each its actions."""
    case = get_case_or_refuse(request, case_id)
    standing = standing_of(case)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "page": plan_page(standing),
        "expected": expected(case, standing.today),
        "may": can_edit_plan(request.user, case),
        "token": uuid4,
    }
    return render(request, "casework/plan/index.jinja", context)


@allowed(can_see_cases)
def to_print(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show the plan as the family keeps it: for the fridge, on two sides at most."""
    case = get_case_or_refuse(request, case_id, what="export")
    standing = standing_of(case)
    frame = case_frame(standing, PAGE)
    planned = case.meetings.planned().order_by("planned_for").first()
    context = {
        "case_frame": frame,
        "page": plan_page(standing),
        "planned": planned,
        "profile": standing.profile,
    }
    return render(request, "casework/plan/print.jinja", context)


@allowed(can_see_cases)
def add_outcome(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Write down something that needs to change."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    standing = standing_of(case)
    form = OutcomeForm(request.POST or None, members=standing.members, profile=standing.profile)
    if sent(request, form):

        def deed() -> str:
            actions.agree(case=case, change=form.change, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, actions.NotOfThisFamily, said="It is in the plan.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "cancel_url": _back(case),
    }
    return render(request, "casework/plan/outcome.jinja", context)


@allowed(can_see_cases)
def change_outcome(request: PractitionerRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    """Put something that needs to change in other words."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    outcome = get_object_or_404(Outcome, pk=outcome_id, case=case)
    standing = standing_of(case)
    form = OutcomeForm(
        request.POST or None,
        members=standing.members,
        profile=standing.profile,
        initial=OutcomeForm.of(outcome),
    )
    if sent(request, form):

        def deed() -> str:
            actions.reword(
                outcome=outcome,
                change=form.change,
                expected_version=form.cleaned_data["expected_version"] or 0,
                by=request.user,
                at=dates.now(),
            )
            return _back(case)

        done = do_once(request, form, deed, actions.NotOfThisFamily, said="The plan is changed.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "cancel_url": _back(case),
    }
    return render(request, "casework/plan/outcome.jinja", context)


@allowed(can_see_cases)
def settle_outcome(request: PractitionerRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    """Say that something is reached, or is worked on again."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    outcome = get_object_or_404(Outcome, pk=outcome_id, case=case)
    form = SettleForm(request.POST or None)
    reached = outcome.state == OutcomeState.OPEN
    if sent(request, form):
        to = OutcomeState.ACHIEVED if form.cleaned_data["to"] == OutcomeState.ACHIEVED else OutcomeState.OPEN

        def deed() -> str:
            actions.settle(outcome=outcome, to=to, by=request.user, at=dates.now())
            return _back(case)

        words = "Reached. Well done." if to is OutcomeState.ACHIEVED else "It is open again."
        done = do_once(request, form, deed, actions.OutcomeMoved, said=words)
        if done:
            return done
    context = {
        "case_frame": case_frame(standing_of(case), PAGE),
        "form": form,
        "words": outcome.words,
        "to": OutcomeState.ACHIEVED if reached else OutcomeState.OPEN,
        "title": "Is this reached?" if reached else "Work on this again?",
        "submit": "Yes, it is reached" if reached else "Yes, work on it again",
        "cancel_url": _back(case),
    }
    return render(request, "casework/plan/settle.jinja", context)


@allowed(can_see_cases)
def drop_outcome(request: PractitionerRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    """Say why something is no longer wanted; its open actions go with it."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    outcome = get_object_or_404(Outcome, pk=outcome_id, case=case)
    form = DropForm(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            actions.settle(
                outcome=outcome,
                to=OutcomeState.DROPPED,
                reason=form.values["reason"],
                by=request.user,
                at=dates.now(),
            )
            return _back(case)

        done = do_once(request, form, deed, actions.OutcomeMoved, said="It is no longer part of the plan.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing_of(case), PAGE),
        "form": form,
        "words": outcome.words,
        "open_actions": outcome.actions.open().count(),
        "cancel_url": _back(case),
    }
    return render(request, "casework/plan/drop.jinja", context)


def _back(case: Case) -> str:
    return reverse(PAGE, args=[case.pk])
