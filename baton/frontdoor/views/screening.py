"""An enquiry at the front door: its page, and each deed of screening."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from baton.core import dates
from baton.core.versions import Stale
from baton.frontdoor.actions import board as board_actions
from baton.frontdoor.actions import check as check_actions
from baton.frontdoor.actions import claim as claim_actions
from baton.frontdoor.actions.reach import bounces_of
from baton.frontdoor.actions.telling import open_ways
from baton.frontdoor.forms.decision import DecisionForm
from baton.frontdoor.forms.enquiry import urgencies_offered
from baton.frontdoor.forms.screening import (
    CannotTellForm,
    ChecksForm,
    NoteForm,
    PauseForm,
    PlaceForm,
    TellForm,
    UrgencyForm,
    check_initial,
)
from baton.frontdoor.models import Enquiry, InformationNote, Telling
from baton.frontdoor.permissions import (
    can_release,
    can_screen,
    can_see_board,
    can_see_own_enquiry,
    can_see_secret_address,
    can_take_over,
)
from baton.frontdoor.presenters import enquiry as presenter
from baton.frontdoor.presenters import joining, said
from baton.frontdoor.presenters.joint import joint, requests_of
from baton.frontdoor.rules.check import ANSWER_HINTS, ANSWER_WORDS, Answer
from baton.frontdoor.rules.enquiry import NotPossibleNow, NotWaiting, State, Urgency
from baton.frontdoor.views.document import shelf_of
from baton.frontdoor.views.enquiry import own_page
from baton.frontdoor.views.loading import get_enquiry_or_refuse
from baton.notices.models import Bounce
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed, signed_in
from baton.partnership.keeping import overtaken


@signed_in
def page(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Show an enquiry: whole to those who may read it, to its enquirer where it stands, to others nothing."""
    try:
        enquiry = get_enquiry_or_refuse(request, enquiry_id)
    except Http404:
        own = Enquiry.objects.filter(pk=enquiry_id).first()
        if own is not None and can_see_own_enquiry(request.user, own):
            return own_page(request, own)
        raise
    return enquiry_page(request, enquiry)


def enquiry_page(
    request: PractitionerRequest, enquiry: Enquiry, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Show the enquiry whole; `forms` are those that were sent and must be put right."""
    decisions = list(
        enquiry.decisions.select_related(
            "decided_by", "involvement__organisation", "involvement__practitioner"
        )
        .prefetch_related(
            Prefetch(
                "tellings", queryset=Telling.objects.filter(enquiry=enquiry).select_related("by", "message")
            )
        )
        .order_by("number")
    )
    latest = presenter.latest_decision(decisions)
    involvements, bounces = presenter.involvements_of(enquiry), bounces_of(enquiry)
    may_see = not enquiry.address_confidential or can_see_secret_address(request.user, enquiry)
    context = {
        "enquiry": enquiry,
        "profile": profiles.current(),
        "state": presenter.STATE_WORDS[State(enquiry.state)],
        "may": presenter.what_may(request.user, enquiry, latest),
        "came": presenter.came_rows(enquiry),
        "people_rows": said.person_rows(list(enquiry.people.order_by("position")), may_see=may_see),
        "where": said.where_rows(enquiry, may_see=may_see),
        "said": said.rows_said(enquiry),
        "involvements": involvements,
        "joint": joint(enquiry, involvements, requests_of(enquiry), dates.now()),
        "pause": presenter.open_pause(enquiry),
        "documents": shelf_of(request, enquiry),
        "notes": InformationNote.objects.filter(enquiry=enquiry).select_related("by").order_by("-at"),
        "bounce": bounces[0] if bounces else None,
        "exclusion": enquiry.exclusions.filter(to_at=None).select_related("duplicate_of", "by").first(),
        "joined": joining.joined_to(enquiry),
        "joined_decision": joining.decision_elsewhere(enquiry),
        "latest": latest,
        "earlier": [one for one in decisions if one is not latest],
        "decision_rows": presenter.decision_rows,
        "told_words": presenter.told_words,
        "check_words": ANSWER_WORDS,
        "check_hints": [(ANSWER_WORDS[answer], ANSWER_HINTS[answer]) for answer in Answer],
        **_forms(enquiry, involvements, bounces),
        **forms,
    }
    return render(request, "frontdoor/screening/page.jinja", context, status=status)


def _forms(enquiry: Enquiry, involvements: list[Any], bounces: list[Bounce]) -> dict[str, Any]:
    known = {"expected_version": enquiry.version}
    return {
        "checks_form": ChecksForm(prefix="checks", initial=check_initial(enquiry)),
        "note_form": NoteForm(prefix="note"),
        "urgency_form": UrgencyForm(
            prefix="urgency", choices=urgencies_offered(), initial={"urgency": enquiry.urgency}
        ),
        "pause_form": PauseForm(prefix="pause"),
        "place_form": PlaceForm(prefix="place", initial={"locality": enquiry.locality_id}),
        "decision_form": DecisionForm(prefix="decision", initial=known, involvements=involvements),
        "tell_form": TellForm(prefix="tell", ways=open_ways(enquiry, bounces)),
        "cannot_tell_form": CannotTellForm(prefix="cannot"),
    }


def to_screen(request: PractitionerRequest, enquiry_id: UUID) -> Enquiry:
    """Return an enquiry that the reader may work on. Raises `PermissionDenied` where they may only read it."""
    enquiry = get_enquiry_or_refuse(request, enquiry_id)
    if not can_screen(request.user, enquiry):
        raise PermissionDenied
    return enquiry


@allowed(can_see_board)
@require_POST
def claim(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Claim an enquiry, or take it over where that is allowed and was asked for."""
    enquiry = to_screen(request, enquiry_id)
    take_over = "take_over" in request.POST and can_take_over(request.user, enquiry)
    try:
        claim_actions.claim(enquiry=enquiry, by=request.user, at=dates.now(), take_over=take_over)
    except (claim_actions.AlreadyClaimed, NotPossibleNow) as refused:
        messages.warning(request, str(refused))
    return redirect("enquiry_page", enquiry_id)


@allowed(can_see_board)
@require_POST
def release(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Put an enquiry back among the new ones."""
    enquiry = to_screen(request, enquiry_id)
    if not can_release(request.user, enquiry):
        raise PermissionDenied
    try:
        claim_actions.release(enquiry=enquiry, by=request.user, at=dates.now())
    except NotPossibleNow as refused:
        messages.warning(request, str(refused))
        return redirect("enquiry_page", enquiry_id)
    return redirect("enquiry_board")


@allowed(can_see_board)
@require_POST
def answer_checks(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Keep the answers to the checklist that changed."""
    enquiry = to_screen(request, enquiry_id)
    form = ChecksForm(request.POST, prefix="checks", initial=check_initial(enquiry))
    if not form.is_valid():
        return enquiry_page(request, enquiry, checks_form=form, status=422)
    version = form.cleaned_data["expected_version"] or 0
    try:
        check_actions.answer_checks(
            enquiry=enquiry, answers=form.answers, by=request.user, at=dates.now(), expected_version=version
        )
    except Stale as stale:
        overtaken(request, form, stale)
        return enquiry_page(request, enquiry, checks_form=form, status=409)
    return redirect("enquiry_page", enquiry_id)


@allowed(can_see_board)
@require_POST
def add_note(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Keep what somebody said."""
    enquiry = to_screen(request, enquiry_id)
    form = NoteForm(request.POST, prefix="note")
    if not form.is_valid():
        return enquiry_page(request, enquiry, note_form=form, status=422)
    check_actions.add_note(enquiry=enquiry, **form.values, by=request.user, at=dates.now())
    return redirect("enquiry_page", enquiry_id)


@allowed(can_see_board)
@require_POST
def set_urgency(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Say how soon somebody should look."""
    enquiry = to_screen(request, enquiry_id)
    form = UrgencyForm(request.POST, prefix="urgency", choices=urgencies_offered())
    if not form.is_valid():
        return enquiry_page(request, enquiry, urgency_form=form, status=422)
    urgency = Urgency(form.cleaned_data["urgency"])
    board_actions.set_urgency(enquiry=enquiry, urgency=urgency, by=request.user, at=dates.now())
    return redirect("enquiry_page", enquiry_id)


@allowed(can_see_board)
@require_POST
def place(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Place an enquiry in a locality."""
    enquiry = to_screen(request, enquiry_id)
    form = PlaceForm(request.POST, prefix="place")
    if not form.is_valid():
        return enquiry_page(request, enquiry, place_form=form, status=422)
    board_actions.place(enquiry=enquiry, locality=form.chosen, by=request.user, at=dates.now())
    return redirect("enquiry_page", enquiry_id)


@allowed(can_see_board)
@require_POST
def pause(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Let the clock stand still, or run again."""
    enquiry = to_screen(request, enquiry_id)
    form = PauseForm(request.POST, prefix="pause")
    if "resume" not in request.POST and not form.is_valid():
        return enquiry_page(request, enquiry, pause_form=form, status=422)
    try:
        if "resume" in request.POST:
            board_actions.resume(enquiry=enquiry, by=request.user, at=dates.now())
        else:
            board_actions.pause(
                enquiry=enquiry, reason=form.cleaned_data["reason"], by=request.user, at=dates.now()
            )
    except (board_actions.AlreadyPaused, board_actions.NotPaused, NotWaiting) as refused:
        messages.warning(request, str(refused))
    return redirect("enquiry_page", enquiry_id)
