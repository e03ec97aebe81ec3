"""Closing a case, and opening it again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baton.casework.actions import allocation, fitness
from baton.casework.actions import closure as actions
from baton.casework.actions.plan_action import ActionMoved, WordsNeeded
from baton.casework.forms.closure import CloseForm, ReopenForm
from baton.casework.forms.lead import LeadFilter
from baton.casework.models import Case
from baton.casework.models.owed import closing_readings, was_stepped_up
from baton.casework.permissions import can_close_case, can_reopen_case, can_see_cases
from baton.casework.presenters.about import about_family
from baton.casework.presenters.closure import closing_page
from baton.casework.presenters.frame import case_frame, level_words
from baton.casework.rules.case import CaseState
from baton.casework.views.choosing import leads_offered
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.drafting import drafted, forget, keep_refused, kept_for_later
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.rules.profile_codes import OnAcceptance
from baton.ui import searches

PAGE = "case_close"
DRAFT = "case_close"
REFUSALS = (actions.CannotClose, actions.ClosedOutside, ActionMoved, WordsNeeded)


@allowed(can_see_cases)
def close(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Close a case: first what has to be settled, with the page that settles it, then what is said at the
    end.
    """
    case = get_case_or_refuse(request, case_id)
    if case.state == CaseState.CLOSED:
        return redirect("case", case.pk)
    require(can_close_case(request.user, case))
    standing = standing_of(case)
    facts = actions.known_facts(case)
    page = closing_page(standing, facts, closing_readings(case) if facts.readings_owed else ())
    form = CloseForm(
        request.POST or None,
        draft=drafted(request, DRAFT, str(case.pk)),
        profile=standing.profile,
        open_actions=list(case.plan_actions.open().in_order()),
        facts=facts,
        pages=page.pages,
        stepped_up=was_stepped_up(case),
        opened_on=case.spans.current().get().opened_on,
        today=standing.today,
        initial={"expected_version": case.version},
    )
    if kept_for_later(request, DRAFT, str(case.pk), form):
        return redirect("case", case.pk)
    if sent(request, form):
        done = do_once(
            request, form, lambda: _close(request, case, form), *REFUSALS, said="The case is closed."
        )
        if done:
            return done
    keep_refused(request, DRAFT, str(case.pk), form)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "page": page,
        "draft": DRAFT,
        "closes": standing.profile.step_up.on_acceptance == OnAcceptance.CLOSE,
        "cancel_url": reverse("case", args=[case.pk]),
    }
    return render(request, "casework/closure/close.jinja", context)


def _close(request: PractitionerRequest, case: Case, form: CloseForm) -> str:
    actions.close(
        case=case,
        closing=form.closing,
        expected_version=form.cleaned_data["expected_version"] or 0,
        by=request.user,
        at=dates.now(),
    )
    forget(request, DRAFT, str(case.pk))
    return reverse("case", args=[case.pk])


@allowed(can_see_cases)
@searches.by_post(LeadFilter)
def reopen(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Open a closed case again, with a lead practitioner."""
    case = get_case_or_refuse(request, case_id)
    if case.state != CaseState.CLOSED:
        return redirect("case", case.pk)
    require(can_reopen_case(request.user, case))
    standing = standing_of(case)
    narrowed, offer = leads_offered(request, case.family, case.locality, standing.profile)
    form = ReopenForm(
        request.POST or None,
        profile=standing.profile,
        leads=offer.leads,
        shown=offer.choices,
        initial={"expected_version": case.version},
    )
    if sent(request, form):
        refusals = (actions.CannotReopen, allocation.AlreadyLed, fitness.MayNotLead)
        done = do_once(
            request, form, lambda: _reopen(request, case, form), *refusals, said="The case is open again."
        )
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "about": about_family(case.family, request.user, standing.profile, level=level_words(standing)),
        "form": form,
        "filter": narrowed,
        "offer": offer,
        "spans": case.spans.order_by("-opened_on"),
        "reasons": standing.profile.closure_reasons,
        "cancel_url": reverse("case", args=[case.pk]),
    }
    return render(request, "casework/closure/reopen.jinja", context)


def _reopen(request: PractitionerRequest, case: Case, form: ReopenForm) -> str:
    actions.reopen(
        case=case,
        reason=form.values["reason"],
        level=int(form.values["level"]),
        lead=form.new_lead,
        expected_version=form.cleaned_data["expected_version"] or 0,
        by=request.user,
        at=dates.now(),
    )
    return reverse("case", args=[case.pk])
