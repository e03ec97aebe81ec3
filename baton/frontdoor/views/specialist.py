"""Specialists in the front door's queue: asking them, their own list, and their view."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from baton import journal
from baton.core import dates, wall
from baton.frontdoor.actions import specialist as actions
from baton.frontdoor.forms.screening import ReasonForm
from baton.frontdoor.forms.specialist import AskSpecialistForm, QueueFilter, SpecialistViewForm
from baton.frontdoor.models import Enquiry, SpecialistRequest
from baton.frontdoor.permissions import can_ask_specialists, can_see_board, can_see_specialist_queue
from baton.frontdoor.rules.specialist import OUTCOME_WORDS, SpecialistOutcome
from baton.frontdoor.views.loading import get_enquiry_or_refuse
from baton.frontdoor.views.screening import to_screen
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.keeping import do_once
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("due", "Due", "due_at"),
    Column("enquiry", "Enquiry"),
    Column("question", "What we are asked"),
    Column("view", "Our view"),
)
REFUSALS = (actions.NothingToScreen, actions.NoSpecialist, actions.NotForThem, actions.AskedAlready)


@allowed(can_see_board)
def ask(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Ask specialists for their view of an enquiry."""
    enquiry = to_screen(request, enquiry_id)
    if not can_ask_specialists(request.user, enquiry):
        raise PermissionDenied
    form = AskSpecialistForm(request.POST or None)

    def deed() -> str:
        actions.ask(enquiry=enquiry, **form.values, by=request.user, at=dates.now())
        return reverse("enquiry_page", args=[enquiry.pk]) + "#agencies"

    if form.is_valid() and (answer := do_once(request, form, deed, *REFUSALS)):
        return answer
    return render(request, "frontdoor/specialist/ask.jinja", {"form": form, "enquiry": enquiry})


@allowed(can_see_board)
def withdraw(request: PractitionerRequest, enquiry_id: UUID, specialist_request_id: UUID) -> HttpResponse:
    """Take a question to specialists back, after asking why."""
    enquiry = to_screen(request, enquiry_id)
    asked = get_object_or_404(enquiry.specialist_requests.all(), pk=specialist_request_id)
    form = ReasonForm(request.POST or None)

    def deed() -> str:
        actions.withdraw(request=asked, reason=form.values["reason"], by=request.user, at=dates.now())
        return reverse("enquiry_page", args=[enquiry.pk])

    if form.is_valid() and (answer := do_once(request, form, deed, actions.Settled)):
        return answer
    context = {"form": form, "enquiry": enquiry, "who": _label(asked)}
    return render(request, "frontdoor/specialist/withdraw.jinja", context)


@allowed(can_see_specialist_queue)
def queue(request: PractitionerRequest) -> HttpResponse:
    """List what the front door asks the specialists one is among: what waits, first due first; or what was answered."""
    form = QueueFilter(request.GET)
    show = form.cleaned_data["show"] if form.is_valid() else ""
    rows = SpecialistRequest.objects.of_specialist(request.user).select_related("answered_by")
    opened = SpecialistRequest.objects.opens(request.user).select_related("enquiry")
    listing = Listing(
        request,
        rows.exclude(outcome="") if show == "answered" else opened,
        columns=COLUMNS,
        caption="Enquiries for specialists",
        noun="enquiry",
        nouns="enquiries",
        sort="due",
        filters=form,
    )
    families = {enquiry.family_id for enquiry in _enquiries(listing.page) if enquiry.family_id}
    journal.access.seen_many(request, families=families, what="list")
    context = {
        "listing": listing,
        "outcome_words": {one.value: OUTCOME_WORDS[one] for one in SpecialistOutcome},
    }
    return render(request, "frontdoor/specialist/queue.jinja", context)


@allowed(can_see_specialist_queue)
def answer(request: PractitionerRequest, enquiry_id: UUID, specialist_request_id: UUID) -> HttpResponse:
    """Give a view of an enquiry, or return it; the enquiry itself is one press away."""
    asked = get_object_or_404(
        SpecialistRequest.objects.of_specialist(request.user).select_related("asked_by", "answered_by"),
        pk=specialist_request_id,
        enquiry_id=enquiry_id,
    )
    if asked.is_settled:
        return _settled(request, asked)
    enquiry = get_enquiry_or_refuse(request, enquiry_id)
    form = SpecialistViewForm(request.POST or None)

    def deed() -> str:
        outcome = SpecialistOutcome(form.values["outcome"])
        actions.answer(
            request=asked, outcome=outcome, view=form.values["view"], by=request.user, at=dates.now()
        )
        return reverse("specialist_queue")

    refusals = (actions.Settled, actions.WordsNeeded)
    said = "Thank you. The front door reads your view beside the enquiry."
    if form.is_valid() and (done := do_once(request, form, deed, *refusals, said=said)):
        return done
    context = {"form": form, "enquiry": enquiry, "asked": asked}
    return render(request, "frontdoor/specialist/answer.jinja", context)


def _settled(request: PractitionerRequest, asked: SpecialistRequest) -> HttpResponse:
    """Show what was answered; what tells about a family is noted as read, though the enquiry is closed by now."""
    for enquiry in _enquiries([asked]):
        journal.access.seen(request, family=enquiry.family_id, reason=f"enquiry {enquiry.reference}")
    return render(request, "frontdoor/specialist/settled.jinja", {"asked": asked, "outcome": _view(asked)})


def _enquiries(asked: Iterable[SpecialistRequest]) -> list[Enquiry]:
    """Return the enquiries of these requests, to note in the access log whom they are about."""
    # Those of answered requests are hidden from whoever answered; nothing of them is shown.
    with wall.beyond(wall.Purpose.ASKED):
        return list(Enquiry.objects.filter(pk__in=[row.enquiry_id for row in asked]))


def _label(asked: SpecialistRequest) -> str:
    return profiles.current().specialists.label(asked.specialism)


def _view(asked: SpecialistRequest) -> str:
    return OUTCOME_WORDS[SpecialistOutcome(asked.outcome)] if asked.outcome else ""
