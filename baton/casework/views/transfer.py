"""Asking somebody to take a family over: to social care, to another area, to another lead practitioner."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from baton.casework.actions import answering, fitness
from baton.casework.actions import transfer as actions
from baton.casework.actions.sharing import NoBasis
from baton.casework.forms.lead import LeadFilter
from baton.casework.forms.transfer import (
    AnswerForm,
    CallBackForm,
    ChangeLeadForm,
    StepUpForm,
    TransferOutForm,
)
from baton.casework.models import Case, Transfer
from baton.casework.models.standing import CaseStanding
from baton.casework.permissions import (
    can_answer_transfer,
    can_cancel_transfer,
    can_request_transfer,
    can_see_cases,
    can_see_transfers,
)
from baton.casework.presenters.about import about_family
from baton.casework.presenters.frame import case_frame, level_words
from baton.casework.presenters.transfer import packet, shown_transfer
from baton.casework.rules.transfer import Direction
from baton.casework.views.choosing import leads_offered
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Membership, Organisation
from baton.partnership.rules.roles import Role
from baton.ui import searches
from baton.ui.forms import Form

PAGE = "transfer_list"
REFUSALS = (actions.NotSent, actions.NoReceiver, actions.LevelNeeded, NoBasis)


@allowed(can_see_cases)
def index(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show where the family came from and whom it was passed to, with every answer."""
    case = get_case_or_refuse(request, case_id)
    standing = standing_of(case)
    rows = case.transfers.select_related(*SHOWN).order_by("-requested_at", "-answered_at")
    context = {
        "case_frame": case_frame(standing, PAGE),
        "transfers": [shown_transfer(row, standing.profile, request.user) for row in rows],
        "waiting": any(row.state == "requested" for row in rows),
        "may": can_request_transfer(request.user, case),
    }
    return render(request, "casework/transfer/index.jinja", context)


SHOWN = (
    "case__family",
    "case__profile",
    "to_organisation",
    "to_practitioner",
    "requested_by",
    "answered_by",
    "agreement__person",
    "meeting",
)


@allowed(can_see_cases)
def step_up(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Ask social care to take the family over."""
    case = get_case_or_refuse(request, case_id)
    require(can_request_transfer(request.user, case))
    standing = standing_of(case)
    answering_ones = Membership.objects.current().carrying(Role.SOCIAL_CARE_LIAISON)
    form = StepUpForm(
        request.POST or None,
        profile=standing.profile,
        organisations=Organisation.objects.in_use()
        .filter(pk__in=answering_ones.values("organisation_id"))
        .order_by("name"),
        meetings=list(case.meetings.held().order_by("-held_on")),
    )
    extra: dict[str, object] = {
        "social_care": standing.profile.social_care,
        "nobody": not form.organisations,
    }
    return _ask(request, standing, form, "casework/transfer/step_up.jinja", extra)


@allowed(can_see_cases)
def out(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Ask another area to take the family over."""
    case = get_case_or_refuse(request, case_id)
    require(can_request_transfer(request.user, case))
    standing = standing_of(case)
    form = TransferOutForm(request.POST or None, profile=standing.profile)
    return _ask(request, standing, form, "casework/transfer/out.jinja", {})


@allowed(can_see_cases)
@searches.by_post(LeadFilter)
def lead(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Ask somebody else to lead the case."""
    case = get_case_or_refuse(request, case_id)
    require(can_request_transfer(request.user, case))
    standing = standing_of(case)
    narrowed, offer = leads_offered(request, case.family, case.locality, standing.profile)
    form = ChangeLeadForm(
        request.POST or None, profile=standing.profile, leads=offer.leads, shown=offer.choices
    )
    about = about_family(case.family, request.user, standing.profile, level=level_words(standing))
    extra = {"offer": offer, "filter": narrowed, "about": about}
    return _ask(request, standing, form, "casework/transfer/lead.jinja", extra)


def _ask(
    request: PractitionerRequest,
    standing: CaseStanding,
    form: StepUpForm | TransferOutForm | ChangeLeadForm,
    template: str,
    extra: dict[str, object],
) -> HttpResponse:
    case = standing.case
    if sent(request, form):

        def deed() -> str:
            actions.request(case=case, wanted=form.wanted, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(
            request,
            form,
            deed,
            *REFUSALS,
            said="They have been asked. The case stays here until they accept.",
        )
        if done:
            return done
    context = {"case_frame": case_frame(standing, PAGE), "form": form, "cancel_url": _back(case), **extra}
    return render(request, template, context)


@allowed(can_see_transfers)
def read(request: PractitionerRequest, case_id: UUID, transfer_id: UUID) -> HttpResponse:
    """Show one transfer with what the receiver is given."""
    case, transfer = _load(request, case_id, transfer_id)
    standing = standing_of(case)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "shown": shown_transfer(transfer, standing.profile, request.user),
        "packet": packet(transfer),
        "press": Form(),
    }
    return render(request, "casework/transfer/read.jinja", context)


@allowed(can_see_transfers)
def answer(request: PractitionerRequest, case_id: UUID, transfer_id: UUID) -> HttpResponse:
    """Accept or decline; nothing changes hands before this."""
    case, transfer = _load(request, case_id, transfer_id)
    require(can_answer_transfer(request.user, transfer))
    standing = standing_of(case)
    form = AnswerForm(request.POST or None, direction=Direction(transfer.direction))
    if sent(request, form):
        refusals = (
            answering.AlreadyAnswered,
            answering.AnswerNeeded,
            answering.OwnRequest,
            fitness.MayNotLead,
        )
        done = do_once(
            request, form, _answer(request, transfer, form), *refusals, said="Your answer is recorded."
        )
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "shown": shown_transfer(transfer, standing.profile, request.user),
        "packet": packet(transfer),
        "closes": standing.profile.step_up.on_acceptance == "close",
        "cancel_url": reverse("transfer", args=[case.pk, transfer.pk]),
    }
    return render(request, "casework/transfer/answer.jinja", context)


def _answer(request: PractitionerRequest, transfer: Transfer, form: AnswerForm) -> Callable[[], str]:
    def deed() -> str:
        given = {
            "transfer": transfer,
            "answered_by_words": form.values.get("answered_by_words", ""),
            "by": request.user,
            "at": dates.now(),
        }
        if form.values["answer"] == "accept":
            answering.accept(words=form.words, **given)
        else:
            answering.decline(reason=form.words, **given)
        return reverse("transfers")

    return deed


@allowed(can_see_cases)
def call_back(request: PractitionerRequest, case_id: UUID, transfer_id: UUID) -> HttpResponse:
    """Call a request back before it is answered."""
    case, transfer = _load(request, case_id, transfer_id)
    require(can_cancel_transfer(request.user, transfer))
    standing = standing_of(case)
    form = CallBackForm(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            answering.cancel(transfer=transfer, reason=form.values["reason"], by=request.user, at=dates.now())
            return _back(case)

        refusals = (answering.AlreadyAnswered, answering.AnswerNeeded)
        done = do_once(request, form, deed, *refusals, said="The request is called back.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "shown": shown_transfer(transfer, standing.profile, request.user),
        "cancel_url": _back(case),
    }
    return render(request, "casework/transfer/call_back.jinja", context)


@allowed(can_see_cases)
def acknowledge(request: PractitionerRequest, case_id: UUID, transfer_id: UUID) -> HttpResponse:
    """Say that one has read the answer to a transfer."""
    case, transfer = _load(request, case_id, transfer_id)
    standing = standing_of(case)
    shown = shown_transfer(transfer, standing.profile, request.user)
    require(shown.unread)
    form = Form(request.POST if request.method == "POST" else None)
    if sent(request, form):

        def deed() -> str:
            answering.acknowledge(transfer=transfer, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, said="Noted.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "shown": shown,
        "cancel_url": _back(case),
    }
    return render(request, "casework/transfer/acknowledge.jinja", context)


def _load(request: PractitionerRequest, case_id: UUID, transfer_id: UUID) -> tuple[Case, Transfer]:
    case = get_case_or_refuse(request, case_id)
    return case, get_object_or_404(case.transfers.select_related(*SHOWN), pk=transfer_id)


def _back(case: Case) -> str:
    return reverse(PAGE, args=[case.pk])
