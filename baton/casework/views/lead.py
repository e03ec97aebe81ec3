"""Who leads a case: chosen, handed back, stood in for."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from baton.casework.actions import allocation, register
from baton.casework.actions.fitness import MayNotLead
from baton.casework.forms.lead import LeadFilter, LeadForm, RefuseForm, StandInForm
from baton.casework.models import Case
from baton.casework.models.leading import PossibleLead, possible_leads
from baton.casework.models.situation import current_allocation, is_unled
from baton.casework.permissions import can_allocate, can_arrange_stand_in, can_refuse, can_see_cases
from baton.casework.presenters.about import about_family
from baton.casework.presenters.frame import case_frame, level_words
from baton.casework.presenters.leading import knows_family, offered
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES
from baton.ui import searches
from baton.ui.forms import Form


@allowed(can_see_cases)
@searches.by_post(LeadFilter)
def allocate(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Choose who leads a case that nobody leads."""
    case = get_case_or_refuse(request, case_id)
    require(can_allocate(request.user, case))
    standing = standing_of(case)
    unled = is_unled(case, current_allocation(case), standing.today)
    narrowed = LeadFilter(searches.asked(request, LeadFilter))
    chosen = narrowed.cleaned_data if narrowed.is_valid() else {}
    leads = possible_leads(case.family, standing.profile, dates.now())
    offer = offered(leads, knows_family(case.family, case.enquiry, request.user), **chosen)
    form = LeadForm(
        request.POST or None,
        leads=leads,
        shown=offer.choices,
        profile=standing.profile,
        locality=case.locality,
        initial=_known(case),
    )
    if sent(request, form):
        refusals = (allocation.AlreadyLed, MayNotLead, register.NotOffered)
        done = do_once(
            request,
            form,
            lambda: _allocate(request, case, form),
            *refusals,
            said="Somebody leads this case now.",
        )
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, "case"),
        "about": about_family(case.family, request.user, standing.profile, level=level_words(standing)),
        "form": form,
        "filter": narrowed,
        "offer": offer,
        "unled": unled,
        "cancel_url": _back(case),
    }
    return render(request, "casework/lead/allocate.jinja", context)


def _known(case: Case) -> dict[str, Any]:
    span = case.spans.newest_first().first()
    level = span and span.level_at_allocation
    known = {"expected_version": case.version, "level": str(level or "")}
    return known | ({"coordinator": str(case.coordinator_id)} if case.coordinator_id else {})


def _allocate(request: PractitionerRequest, case: Case, form: LeadForm) -> str:
    entry = getattr(case, "register_entry", None)
    act = register.allocate if entry is not None and entry.settled_on is None else allocation.allocate
    lead = cast(PossibleLead, form.chosen)
    act(
        case=case,
        practitioner=lead.practitioner,
        organisation=lead.organisation,
        level=form.chosen_level,
        coordinator=form.chosen_coordinator,
        by=request.user,
        at=dates.now(),
        expected_version=form.cleaned_data["expected_version"] or 0,
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
    form = StandInForm(request.POST or None, colleagues=_colleagues(case))
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
    """Return who works with families at the organisation that leads, but for who leads; else the coordinator."""
    current = current_allocation(case)
    if current is None or current.organisation_id is None:
        return [case.coordinator] if case.coordinator else []
    rows = Membership.objects.current().carrying(*WORKS_WITH_FAMILIES)
    ids = rows.filter(organisation_id=current.organisation_id).values("practitioner_id")
    found = Practitioner.objects.working().filter(pk__in=ids).exclude(pk__in=[current.practitioner_id])
    return list(found.order_by("name"))


def _back(case: Case) -> str:
    return reverse("case", args=[case.pk])
