"""Agreement: what each person answered about the help, and about each agency."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from baton.casework.actions import agreement as actions
from baton.casework.forms.agreement import ServiceAnswerForm, ShareAnswerForm, WithdrawForm, WithoutForm
from baton.casework.models import Case
from baton.casework.permissions import can_go_on_without, can_record_agreement, can_see_cases
from baton.casework.presenters.agreement import agreement_page
from baton.casework.presenters.frame import case_frame
from baton.casework.rules.agreement import Basis
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.people.actions.agreement import NotInForce
from baton.people.models import Agreement
from baton.people.rules.facts import Purpose
from baton.ui.forms import Form

PAGE = "agreement_list"


@allowed(can_see_cases)
def index(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show who agreed to the help, and to sharing with whom."""
    case = get_case_or_refuse(request, case_id)
    standing = standing_of(case)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "page": agreement_page(standing),
        "basis": standing.basis,
        "wording": standing.profile.agreement,
        "may": can_record_agreement(request.user, case),
    }
    return render(request, "casework/agreement/index.jinja", context)


@allowed(can_see_cases)
def record(request: PractitionerRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Record what one person says about the help."""
    case = get_case_or_refuse(request, case_id)
    require(can_record_agreement(request.user, case))
    standing = standing_of(case)
    member = next((member for member in standing.members if member.person.pk == person_id), None)
    if member is None:
        raise Http404("This person does not belong to the family today")
    form = ServiceAnswerForm(request.POST or None, member=member, profile=standing.profile)
    if sent(request, form):

        def deed() -> str:
            actions.answer(case=case, person=member.person, **form.answer, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(
            request, form, deed, actions.NotOfFamily, actions.NoCapacity, said="The answer is recorded."
        )
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "member": member,
        "wording": standing.profile.agreement,
        "cancel_url": _back(case),
    }
    return render(request, "casework/agreement/record.jinja", context)


@allowed(can_see_cases)
def share(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Record what one person says about telling one agency."""
    case = get_case_or_refuse(request, case_id)
    require(can_record_agreement(request.user, case))
    standing = standing_of(case)
    form = ShareAnswerForm(request.POST or None, members=standing.members, profile=standing.profile)
    if sent(request, form):

        def deed() -> str:
            actions.answer_sharing(case=case, **form.answer, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, actions.NotOfFamily, said="The answer about sharing is recorded.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "wording": standing.profile.agreement,
        "cancel_url": _back(case),
    }
    return render(request, "casework/agreement/share.jinja", context)


@allowed(can_see_cases)
def withdraw(request: PractitionerRequest, case_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Take an agreement back, after saying what follows."""
    case = get_case_or_refuse(request, case_id)
    require(can_record_agreement(request.user, case))
    agreement = get_object_or_404(
        Agreement.objects.select_related("person", "agency"), pk=agreement_id, case_id=case.pk
    )
    standing = standing_of(case)
    form = WithdrawForm(request.POST or None, profile=standing.profile)
    if sent(request, form):

        def deed() -> str:
            actions.withdraw(agreement=agreement, **form.values, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, NotInForce, said="The agreement is taken back.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "agreement": agreement,
        "sharing": agreement.purpose == Purpose.SHARE,
        "wording": standing.profile.agreement,
        "cancel_url": _back(case),
    }
    return render(request, "casework/agreement/withdraw.jinja", context)


@allowed(can_see_cases)
def without(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Go on without agreement, to keep somebody safe."""
    case = get_case_or_refuse(request, case_id)
    require(can_go_on_without(request.user, case))
    standing = standing_of(case)
    form = WithoutForm(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            values = form.values | {"basis": Basis(form.values["basis"])}
            actions.go_on_without(case=case, **values, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, actions.BasisStands, said="The reason is recorded.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "social_care": standing.profile.social_care,
        "cancel_url": _back(case),
    }
    return render(request, "casework/agreement/without.jinja", context)


@allowed(can_see_cases)
def end_without(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """End going on without agreement, after asking."""
    case = get_case_or_refuse(request, case_id)
    require(can_go_on_without(request.user, case))
    standing = standing_of(case)
    if standing.basis is None:
        raise Http404("Nothing is recorded here that could be ended")
    basis, form = standing.basis, Form(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            actions.end_basis(basis=basis, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, said="From now on the help needs agreement again.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "basis": basis,
        "cancel_url": _back(case),
    }
    return render(request, "casework/agreement/end_without.jinja", context)


def _back(case: Case) -> str:
    return reverse(PAGE, args=[case.pk])
