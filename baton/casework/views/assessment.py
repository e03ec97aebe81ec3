"""The assessment: started, its task list, checked and submitted, read, authorised or returned."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from baton.casework.actions import assessment as actions
from baton.casework.forms.assessment import AnswerForm, SubmitForm
from baton.casework.models import Assessment, Case
from baton.casework.models.standing import AssessmentStanding
from baton.casework.permissions import (
    can_answer_assessment,
    can_see_cases,
    can_start_assessment,
    can_write_assessment,
)
from baton.casework.permissions.assessment import authorisers
from baton.casework.presenters.assessment import read, still_missing, tasks
from baton.casework.presenters.concern import raised_in, what_to_do
from baton.casework.presenters.frame import case_frame
from baton.casework.presenters.overview import ASSESSMENT_STATES
from baton.casework.rules.agreement import start_blockers
from baton.casework.rules.assessment import EDITABLE, AssessmentState
from baton.casework.rules.blocker import Blocker
from baton.casework.rules.case import Support
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Practitioner
from baton.ui.forms import Form

PAGE = "assessment"


@allowed(can_see_cases)
def start(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Start the assessment, once somebody who can decide has agreed."""
    case = get_case_or_refuse(request, case_id)
    require(can_start_assessment(request.user, case))
    standing = standing_of(case)
    form = Form(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            actions.start(case=case, by=request.user, at=dates.now())
            return reverse(PAGE, args=[case.pk])

        refusals = (actions.Blocked, actions.AlreadyUnderWay, actions.NoAssessmentHere)
        done = do_once(request, form, deed, *refusals)
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "blockers": _linked(
            start_blockers(standing.answers.values(), safeguarding=standing.basis is not None), case
        ),
        "days": standing.profile.clocks.assessment_days,
        "cancel_url": reverse("case", args=[case.pk]),
    }
    return render(request, "casework/assessment/start.jinja", context)


@allowed(can_see_cases)
def index(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show the latest assessment: its task list while it is written, else how it stands and what it says."""
    case = get_case_or_refuse(request, case_id)
    if case.support != Support.FULL:
        raise Http404("One service alone helps this family, so there is no assessment")
    standing = standing_of(case)
    latest = _latest(case)
    may_start = can_start_assessment(request.user, case)
    if latest is None:
        context = {"case_frame": case_frame(standing, PAGE), "may_start": may_start}
        return render(request, "casework/assessment/none.jinja", context)
    whole = AssessmentStanding(latest, standing)
    writes = latest.state in EDITABLE and can_write_assessment(request.user, case)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "assessment": latest,
        "state": ASSESSMENT_STATES[AssessmentState(latest.state)],
        "earlier": case.assessments.exclude(pk=latest.pk).latest_first(),
        "may_start": may_start and latest.state == AssessmentState.AUTHORISED,
        "may_answer": latest.state == AssessmentState.SUBMITTED
        and can_answer_assessment(request.user, latest),
    }
    if writes:
        context |= {"groups": tasks(whole), "missing": len(actions.what_is_missing(whole))}
        return render(request, "casework/assessment/tasks.jinja", context)
    return render(request, "casework/assessment/read.jinja", context | _to_read(whole))


@allowed(can_see_cases)
def earlier(request: PractitionerRequest, case_id: UUID, number: int) -> HttpResponse:
    """Show an assessment of the case by its number."""
    case = get_case_or_refuse(request, case_id)
    assessment = get_object_or_404(
        case.assessments.select_related("authorised_by", "submitted_by"), number=number
    )
    assessment.case = case
    standing = standing_of(case)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "assessment": assessment,
        "state": ASSESSMENT_STATES[AssessmentState(assessment.state)],
        "earlier": (),
        "may_start": False,
        "may_answer": False,
        **_to_read(AssessmentStanding(assessment, standing)),
    }
    return render(request, "casework/assessment/read.jinja", context)


@allowed(can_see_cases)
def check(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show everything once more, what is missing first, and submit it."""
    case = get_case_or_refuse(request, case_id)
    require(can_start_assessment(request.user, case))
    assessment = _latest(case)
    if assessment is None or assessment.state not in EDITABLE:
        return redirect(PAGE, case.pk)
    standing = standing_of(case)
    whole = AssessmentStanding(assessment, standing)
    form = SubmitForm(
        request.POST or None,
        readers=_readers(assessment, request.user),
        initial={"expected_version": assessment.version},
    )
    blockers = still_missing(whole)
    if not blockers and sent(request, form):
        refusals = (actions.Blocked, actions.MayNotAuthorise, actions.WrongState)
        done = do_once(
            request,
            form,
            lambda: _submit(request, assessment, form),
            *refusals,
            said="The assessment is submitted. Whoever reads it has it on their list.",
        )
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "blockers": blockers,
        **_to_read(whole, change=True),
        "readers": form.fields["reader"].choices,
        "cancel_url": reverse(PAGE, args=[case.pk]),
    }
    return render(request, "casework/assessment/check.jinja", context)


def _submit(request: PractitionerRequest, assessment: Assessment, form: SubmitForm) -> str:
    actions.submit(
        assessment=assessment,
        reader=Practitioner.objects.get_queryset().get(pk=form.values["reader"]),
        by=request.user,
        at=dates.now(),
        expected_version=form.cleaned_data["expected_version"] or 0,
    )
    return reverse(PAGE, args=[assessment.case_id])


@allowed(can_see_cases)
def answer(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Read a submitted assessment, and authorise or return it."""
    case = get_case_or_refuse(request, case_id)
    assessment = _latest(case)
    if assessment is None or assessment.state != AssessmentState.SUBMITTED:
        return redirect(PAGE, case.pk)
    require(can_answer_assessment(request.user, assessment))
    standing = standing_of(case)
    form = AnswerForm(request.POST or None, initial={"expected_version": assessment.version})
    if sent(request, form):
        done = do_once(
            request,
            form,
            lambda: _answer(request, assessment, form),
            actions.MayNotAuthorise,
            actions.WrongState,
            said="Your decision is recorded.",
        )
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "assessment": assessment,
        **_to_read(AssessmentStanding(assessment, standing)),
        "cancel_url": reverse("case", args=[case.pk]),
    }
    return render(request, "casework/assessment/answer.jinja", context)


def _answer(request: PractitionerRequest, assessment: Assessment, form: AnswerForm) -> str:
    given: dict[str, Any] = {
        "assessment": assessment,
        "by": request.user,
        "at": dates.now(),
        "expected_version": form.cleaned_data["expected_version"] or 0,
    }
    if form.values["decision"] == AnswerForm.AUTHORISE:
        actions.authorise(**given)
    else:
        actions.return_(**given, reason=form.values["reason"])
    return reverse(PAGE, args=[assessment.case_id])


def _to_read(standing: AssessmentStanding, *, change: bool = False) -> dict[str, Any]:
    """Return what a page needs that shows an assessment as a text, with the scores in it that raise a concern."""
    return {
        "groups": read(standing, change=change),
        "raised": raised_in(standing),
        "what_to_do": what_to_do(),
    }


def _latest(case: Case) -> Assessment | None:
    found = (
        case.assessments.select_related("submitted_by", "authorised_by", "organisation")
        .latest_first()
        .first()
    )
    if found is not None:
        found.case = case
    return found


def _readers(assessment: Assessment, submitter: Practitioner) -> list[tuple[str, str]]:
    chosen = authorisers(assessment)
    if chosen is None:
        return []
    names = dict(Practitioner.objects.get_queryset().filter(pk__in=chosen.people).values_list("pk", "name"))
    return [(str(key), names[key]) for key in chosen.people if key != submitter.pk]


def _linked(blockers: list[Blocker], case: Case) -> list[tuple[str, str]]:
    """Return the words of blockers, each with the page that clears it."""
    return [
        (blocker.words, reverse(blocker.fix_url_name, args=[case.pk]) if blocker.fix_url_name else "")
        for blocker in blockers
    ]
