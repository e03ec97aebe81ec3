"""The question who leads, for whoever was asked: read, answered; and called back by who asked."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from baton.casework.actions import allocation, register
from baton.casework.actions import proposal as actions
from baton.casework.actions.fitness import MayNotLead
from baton.casework.forms.proposal import ProposalAnswerForm, WithdrawForm
from baton.casework.models import Case, Proposal
from baton.casework.permissions import can_answer_proposal, can_see_cases, can_withdraw_proposal
from baton.casework.presenters.about import about_family
from baton.casework.presenters.frame import case_frame, level_words
from baton.casework.presenters.proposal import shown_proposal
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed

REFUSALS = (
    actions.AlreadyAnswered,
    actions.NotAsked,
    actions.ReasonNeeded,
    allocation.AlreadyLed,
    register.NotOffered,
    MayNotLead,
)


@allowed(can_see_cases)
def answer(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Say whether one can lead the case that one is asked about."""
    case = get_case_or_refuse(request, case_id)
    require(can_answer_proposal(request.user, case))
    row, standing = _waiting(case), standing_of(case)
    form = ProposalAnswerForm(request.POST or None, rules=profiles.current().allocation)
    if sent(request, form):
        said = "You lead this case now." if form.accepts else "Thank you. Somebody else will be asked."
        done = do_once(request, form, lambda: _answer(request, row, form), *REFUSALS, said=said)
        if done:
            return done
    level = level_words(standing) or (standing.profile.level(row.level).label if row.level else "")
    context = {
        "case_frame": case_frame(standing, "case"),
        "about": about_family(case.family, request.user, standing.profile, level=level),
        "shown": shown_proposal(row),
        "form": form,
        "cancel_url": reverse("case", args=[case.pk]),
    }
    return render(request, "casework/proposal/answer.jinja", context)


def _answer(request: PractitionerRequest, row: Proposal, form: ProposalAnswerForm) -> str:
    if form.accepts:
        actions.accept(proposal=row, by=request.user, at=dates.now())
        return reverse("case", args=[row.case_id])
    actions.refuse(proposal=row, **form.why_not, by=request.user, at=dates.now())
    return reverse("my_work")


@allowed(can_see_cases)
def withdraw(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Call the question back before it is answered."""
    case = get_case_or_refuse(request, case_id)
    require(can_withdraw_proposal(request.user, case))
    row, back = _waiting(case), reverse("case_allocate", args=[case.pk])
    form = WithdrawForm(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            actions.withdraw(proposal=row, **form.values, by=request.user, at=dates.now())
            return back

        done = do_once(
            request,
            form,
            deed,
            actions.AlreadyAnswered,
            said="The question is called back. Choose who is asked.",
        )
        if done:
            return done
    context = {
        "case_frame": case_frame(standing_of(case), "case"),
        "shown": shown_proposal(row),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "casework/proposal/withdraw.jinja", context)


def _waiting(case: Case) -> Proposal:
    rows = case.proposals.waiting().select_related("practitioner", "organisation", "asked_by")
    row = rows.first()
    if row is None:
        raise Http404("Nobody is asked to lead this case now")
    return row
