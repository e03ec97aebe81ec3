"""Families waiting for somebody to lead: the list, and opening a case from the decision of the front door."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from baton import journal
from baton.casework.actions import asking, nobody_found, raising
from baton.casework.actions import case as actions
from baton.casework.actions.fitness import MayNotLead
from baton.casework.forms.lead import LeadFilter, LeadForm
from baton.casework.models import listing
from baton.casework.models.leading import PossibleLead
from baton.casework.permissions import can_see_waiting
from baton.casework.presenters.about import about_family
from baton.casework.presenters.waiting import waiting
from baton.casework.rules.listing import Need
from baton.casework.views.choosing import leads_offered, new_proposal
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.lead import ASKED, PASSED
from baton.core import dates
from baton.frontdoor.models import Decision, Enquiry
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import ProfileVersion
from baton.partnership.rules.profile_codes import LeadsTo
from baton.people.access import get_family_or_refuse
from baton.people.models import Family
from baton.ui import searches
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("family", "Family", ("family__name", "reference")),
    Column("decided", "Decided", ("latest_decided_at", "reference")),
    Column("outcome", "For"),
    Column("level", "Level of need"),
    Column("locality", profiles.said(lambda words: words.locality.start), ("locality__name", "reference")),
)


@allowed(can_see_waiting)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the families that were decided for help and wait for somebody to lead it."""
    found = Enquiry.objects.visible_to(request.user).awaiting_case().select_related("family", "locality")
    shown = Listing(
        request,
        found.with_decisions(dates.now()),
        columns=COLUMNS,
        caption="Families waiting for somebody to lead",
        noun="family",
        nouns="families",
        sort="decided",
    )
    decisions = {
        row.enquiry_id: row for row in Decision.objects.current().filter(enquiry__in=list(shown.page))
    }
    profile = profiles.current()
    rows = {row.pk: waiting(row, decisions[row.pk], profile) for row in shown.page}
    journal.access.seen_many(request, families=[row.family_id for row in shown.page], what="list")
    unled = listing.narrowed(request.user, {"needs": [Need.UNLED]}, dates.now())
    context = {"listing": shown, "rows": rows, "unled": unled.count()}
    return render(request, "casework/waiting/index.jinja", context)


@allowed(can_see_waiting)
@searches.by_post(LeadFilter)
def open_case(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Choose who leads, and open the case."""
    enquiry, family = _load(request, enquiry_id)
    version = profiles.version_now()
    place = family.locality or enquiry.locality
    narrowed, offer = leads_offered(request, family, place, version.profile)
    form = LeadForm(
        request.POST or None,
        leads=offer.leads,
        shown=offer.choices,
        profile=version.profile,
        locality=place,
        ask_level=False,
    )
    if sent(request, form):
        refusals = (
            actions.NotAwaited,
            actions.CaseAlreadyOpen,
            nobody_found.CannotLook,
            MayNotLead,
        )
        said = f"The case is open. {PASSED if form.nobody else ASKED if form.asks else ''}".strip()
        done = do_once(request, form, lambda: _open(request, enquiry, form, version), *refusals, said=said)
        if done:
            return done
    decision = Decision.objects.current().get(enquiry=enquiry)
    line = waiting(enquiry, decision, version.profile)
    context = {
        "form": form,
        "filter": narrowed,
        "offer": offer,
        "about": about_family(family, request.user, version.profile, level=line.level),
        "waiting": line,
        "ends": raising.raisable(family, LeadsTo(decision.leads_to)),
        "cancel_url": reverse("waiting_list"),
    }
    return render(request, "casework/waiting/open.jinja", context)


def _load(request: PractitionerRequest, enquiry_id: UUID) -> tuple[Enquiry, Family]:
    """Return an enquiry that waits for a case, within scope, and its family, which is noted as shown."""
    found = Enquiry.objects.visible_to(request.user).awaiting_case().filter(pk=enquiry_id)
    enquiry = found.select_related("family__locality", "locality").first()
    family = get_family_or_refuse(request, (enquiry and enquiry.family_id) or enquiry_id)
    if enquiry is None:
        raise Http404("No family waits here, or your work does not cover it")
    return enquiry, family


def _open(request: PractitionerRequest, enquiry: Enquiry, form: LeadForm, version: ProfileVersion) -> str:
    by, at = request.user, dates.now()
    given: dict[str, Any] = {
        "enquiry": enquiry,
        "coordinator": form.chosen_coordinator,
        "profile": version,
        "by": by,
        "at": at,
    }
    if form.nobody:
        return reverse("case", args=[nobody_found.open_for_coordinator(**given).pk])
    lead = cast(PossibleLead, form.chosen)
    if form.asks:
        new = new_proposal(lead, message=form.values["message"])
        return reverse("case", args=[asking.open_and_propose(new=new, **given).case_id])
    case = actions.open_from_decision(lead=lead.practitioner, organisation=lead.organisation, **given)
    return reverse("case", args=[case.pk])
