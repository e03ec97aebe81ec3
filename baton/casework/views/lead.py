"""Who leads a case: chosen, handed back, stood in for."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from baton.casework.actions import allocation, nobody_found, register
from baton.casework.actions import proposal as proposals
from baton.casework.actions.fitness import MayNotLead
from baton.casework.forms.lead import LeadFilter, LeadForm, RefuseForm, StandInForm
from baton.casework.models import Case
from baton.casework.models.allocation import current_allocation
from baton.casework.models.coordinating import coordinators_of
from baton.casework.models.leading import PossibleLead
from baton.casework.models.situation import is_unled
from baton.casework.permissions import can_allocate, can_arrange_stand_in, can_refuse, can_see_cases
from baton.casework.presenters.about import about_family
from baton.casework.presenters.frame import case_frame, level_words
from baton.casework.presenters.proposal import asked_so_far
from baton.casework.views.choosing import leads_offered, new_proposal
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.holiday import asked_for_holiday, holiday_reason
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES
from baton.ui import searches
from baton.ui.forms import Form

PASSED = "It stands on their list, and they have been told. Until they find somebody, nobody leads this case."
ASKED = "They have been asked. Until they accept, nobody leads this case."


@allowed(can_see_cases)
@searches.by_post(LeadFilter)
def allocate(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Choose who leads a case that nobody leads: ask them, or name them."""
    case = get_case_or_refuse(request, case_id)
    require(can_allocate(request.user, case))
    standing = standing_of(case)
    unled = is_unled(case, standing.lead, standing.today)
    narrowed, offer = leads_offered(request, case.family, case.locality, standing.profile)
    form = LeadForm(
        request.POST or None,
        leads=offer.leads,
        shown=offer.choices,
        profile=standing.profile,
        locality=case.locality,
        initial=_known(case),
    )
    if sent(request, form):
        said = PASSED if form.nobody else ASKED if form.asks else "Somebody leads this case now."
        refusals = (
            allocation.AlreadyLed,
            proposals.AlreadyAsked,
            MayNotLead,
            nobody_found.CannotLook,
            register.NotOffered,
        )
        done = do_once(request, form, lambda: _choose(request, case, form), *refusals, said=said)
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, "case"),
        "about": about_family(case.family, request.user, standing.profile, level=level_words(standing)),
        "form": form,
        "filter": narrowed,
        "offer": offer,
        "unled": unled,
        "asked": asked_so_far(case),
        "cancel_url": _back(case),
    }
    return render(request, "casework/lead/allocate.jinja", context)


def _known(case: Case) -> dict[str, Any]:
    span = case.spans.newest_first().first()
    level = span and span.level_at_allocation
    known = {"expected_version": case.version, "level": str(level or "")}
    return known | ({"coordinator": str(case.coordinator_id)} if case.coordinator_id else {})


def _choose(request: PractitionerRequest, case: Case, form: LeadForm) -> str:
    """Ask who was chosen, or name them; where nobody is found, let the coordinator look."""
    version, level = form.cleaned_data["expected_version"] or 0, form.chosen_level
    given: dict[str, Any] = {"coordinator": form.chosen_coordinator, "by": request.user, "at": dates.now()}
    if form.nobody:
        nobody_found.pass_to_coordinator(case=case, expected_version=version, **given)
        return _back(case)
    lead = cast(PossibleLead, form.chosen)
    if form.asks:
        new = new_proposal(lead, level=level, message=form.values["message"])
        proposals.propose(case=case, new=new, expected_version=version, **given)
    else:
        register.name_lead(
            case=case,
            practitioner=lead.practitioner,
            organisation=lead.organisation,
            level=level,
            expected_version=version,
            **given,
        )
    return _back(case)


@allowed(can_see_cases)
def refuse(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Hand a case back that one cannot lead."""
    case = get_case_or_refuse(request, case_id)
    require(can_refuse(request.user, case))
    form = RefuseForm(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            allocation.refuse(case=case, **form.values, by=request.user, at=dates.now())
            return reverse("case_list")

        done = do_once(
            request,
            form,
            deed,
            allocation.NotLeading,
            said="The front door chooses somebody else for this case.",
        )
        if done:
            return done
    context = {"case_frame": case_frame(standing_of(case), "case"), "form": form, "cancel_url": _back(case)}
    return render(request, "casework/lead/refuse.jinja", context)


@allowed(can_see_cases)
def stand_in(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Let a colleague stand in for the lead practitioner."""
    case = get_case_or_refuse(request, case_id)
    require(can_arrange_stand_in(request.user, case))
    initial = {"reason": holiday_reason()} if asked_for_holiday(request) else {}
    form = StandInForm(request.POST or None, colleagues=_colleagues(case), initial=initial)
    if sent(request, form):

        def deed() -> str:
            allocation.stand_in(case=case, **form.answer, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(
            request, form, deed, allocation.SomebodyStandsIn, said="They can work on this case from now on."
        )
        if done:
            return done
    context = {"case_frame": case_frame(standing_of(case), "case"), "form": form, "cancel_url": _back(case)}
    return render(request, "casework/lead/stand_in.jinja", context)


@allowed(can_see_cases)
def end_stand_in(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """End standing in, after asking."""
    case = get_case_or_refuse(request, case_id)
    require(can_arrange_stand_in(request.user, case))
    row = case.stand_ins.current().select_related("practitioner").first()
    if row is None:
        raise Http404("Nobody stands in for this case")
    form = Form(request.POST or None)
    if sent(request, form):

        def deed() -> str:
            allocation.end_stand_in(stand_in=row, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, said="Standing in has ended.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing_of(case), "case"),
        "form": form,
        "row": row,
        "cancel_url": _back(case),
    }
    return render(request, "casework/lead/end_stand_in.jinja", context)


def _colleagues(case: Case) -> list[Practitioner]:
    """Return who works with families at the organisation that leads, but for who leads; then who supports leads here."""
    current = current_allocation(case)
    rows = Membership.objects.current().carrying(*WORKS_WITH_FAMILIES)
    ids = rows.filter(organisation=current.organisation_id if current else None).values("practitioner_id")
    leads = current.practitioner_id if current else None
    found = list(Practitioner.objects.working().filter(pk__in=ids).exclude(pk__in=[leads]).order_by("name"))
    others = [case.coordinator, *coordinators_of(case.locality)]
    return found + [one for one in dict.fromkeys(others) if one and one not in found and one.pk != leads]


def _back(case: Case) -> str:
    return reverse("case", args=[case.pk])
