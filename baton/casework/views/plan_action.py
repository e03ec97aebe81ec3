"""Actions of the family plan: written down, changed, done, undone, dropped."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from baton.casework.actions import plan_action as actions
from baton.casework.forms.plan import ActionForm, DropForm, Owners, SettleForm
from baton.casework.models import Case, PlanAction, TeamMember
from baton.casework.models.standing import CaseStanding
from baton.casework.permissions import can_edit_plan, can_see_cases, can_settle_action
from baton.casework.presenters.frame import case_frame
from baton.casework.rules.plan import ActionState
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed

PAGE = "plan"
REFUSALS = (actions.NotInTheTeam, actions.OutcomeElsewhere)


@allowed(can_see_cases)
def add(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Write an action into the plan; `?outcome=` says what it is for."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    standing = standing_of(case)
    form = ActionForm(
        request.POST or None,
        outcomes=case.outcomes.open().order_by("position"),
        owners=owners_of(standing),
        initial={"outcome": request.GET.get("outcome", "")},
    )
    if sent(request, form):

        def deed() -> str:
            actions.agree(case=case, task=form.task, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, *REFUSALS, said="The action is in the plan.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "cancel_url": _back(case),
    }
    return render(request, "casework/plan/action.jinja", context)


@allowed(can_see_cases)
def change(request: PractitionerRequest, case_id: UUID, action_id: UUID) -> HttpResponse:
    """Change an action."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    action = get_object_or_404(PlanAction, pk=action_id, case=case)
    standing = standing_of(case)
    form = ActionForm(
        request.POST or None,
        outcomes=case.outcomes.order_by("position"),
        owners=owners_of(standing),
        initial=ActionForm.of(action),
    )
    if sent(request, form):

        def deed() -> str:
            version = form.cleaned_data["expected_version"] or 0
            actions.change(
                action=action, task=form.task, expected_version=version, by=request.user, at=dates.now()
            )
            return _back(case)

        done = do_once(request, form, deed, *REFUSALS, said="The action is changed.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "cancel_url": _back(case),
    }
    return render(request, "casework/plan/action.jinja", context)


@allowed(can_see_cases)
def settle(request: PractitionerRequest, case_id: UUID, action_id: UUID) -> HttpResponse:
    """Say that an action is done, or take that back."""
    case = get_case_or_refuse(request, case_id)
    action = get_object_or_404(PlanAction.objects.select_related("case"), pk=action_id, case=case)
    require(can_settle_action(request.user, action))
    form = SettleForm(request.POST or None)
    to_do = action.state == ActionState.OPEN
    if sent(request, form):
        to = ActionState.DONE if form.cleaned_data["to"] == ActionState.DONE else ActionState.OPEN

        def deed() -> str:
            actions.settle(action=action, to=to, by=request.user, at=dates.now())
            return f"{_back(case)}#action-{action.pk}"

        words = "Done." if to is ActionState.DONE else "It is to do again."
        done = do_once(request, form, deed, actions.ActionMoved, said=words)
        if done:
            return done
    context = {
        "case_frame": case_frame(standing_of(case), PAGE),
        "form": form,
        "words": action.words,
        "to": ActionState.DONE if to_do else ActionState.OPEN,
        "title": "Is this done?" if to_do else "Is this still to do?",
        "submit": "Yes, it is done" if to_do else "Yes, it is still to do",
        "cancel_url": _back(case),
    }
    return render(request, "casework/plan/settle.jinja", context)


@allowed(can_see_cases)
def drop(request: PractitionerRequest, case_id: UUID, action_id: UUID) -> HttpResponse:
    """Say why an action is no longer needed."""
    case = get_case_or_refuse(request, case_id)
    action = get_object_or_404(PlanAction.objects.select_related("case"), pk=action_id, case=case)
    require(can_settle_action(request.user, action))
    form = DropForm(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            reason = form.values["reason"]
            actions.settle(
                action=action, to=ActionState.DROPPED, words=reason, by=request.user, at=dates.now()
            )
            return _back(case)

        done = do_once(request, form, deed, actions.ActionMoved, said="The action is no longer to do.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing_of(case), PAGE),
        "form": form,
        "words": action.words,
        "open_actions": 0,
        "cancel_url": _back(case),
    }
    return render(request, "casework/plan/drop.jinja", context)


def owners_of(standing: CaseStanding) -> Owners:
    """Return who may own an action of a case."""
    lead = standing.lead.practitioner if standing.lead else None
    team = TeamMember.objects.current().filter(case=standing.case).select_related("practitioner")
    return Owners(lead, team.order_by("name"), standing.members)


def _back(case: Case) -> str:
    return reverse(PAGE, args=[case.pk])
