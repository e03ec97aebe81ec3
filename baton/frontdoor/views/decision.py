"""Deciding an enquiry, telling the enquirer, and the ways out of the queue."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from baton.core import dates
from baton.core.versions import Stale
from baton.frontdoor.actions import decision as actions
from baton.frontdoor.actions import exclusion, reach, telling
from baton.frontdoor.forms.decision import DecisionForm
from baton.frontdoor.forms.screening import CannotTellForm, ReasonForm, TellForm
from baton.frontdoor.models import Enquiry
from baton.frontdoor.permissions import (
    can_decide,
    can_reopen,
    can_see_board,
    can_withdraw,
)
from baton.frontdoor.presenters import enquiry as presenter
from baton.frontdoor.rules.enquiry import NotPossibleNow, State
from baton.frontdoor.rules.telling import WRITTEN, How
from baton.frontdoor.views.loading import get_enquiry_or_refuse
from baton.frontdoor.views.screening import enquiry_page, to_screen
from baton.notices.actions.bounce import AlreadyConfirmed
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.keeping import overtaken

PREVIEW = "preview"


@allowed(can_see_board)
@require_POST
def decide(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Decide an enquiry, for the first time or again; or show what the enquirer would read."""
    enquiry = to_screen(request, enquiry_id)
    if not can_decide(request.user, enquiry):
        raise PermissionDenied
    involvements = presenter.involvements_of(enquiry)
    if PREVIEW in request.POST:
        form = DecisionForm(draft=request.POST, prefix="decision", involvements=involvements)
        words = presenter.words_to_read(
            enquiry,
            request.POST.get("decision-outcome", ""),
            request.POST.get("decision-words_for_enquirer", ""),
        )
        return enquiry_page(request, enquiry, decision_form=form, preview=words or "Choose an outcome first.")
    form = DecisionForm(
        request.POST,
        prefix="decision",
        involvements=involvements,
        initial={"expected_version": enquiry.version},
    )
    if form.is_valid() and _decide(request, enquiry, form):
        return redirect("enquiry_page", enquiry_id)
    return enquiry_page(request, get_enquiry_or_refuse(request, enquiry_id), decision_form=form, status=422)


def _decide(request: PractitionerRequest, enquiry: Enquiry, form: DecisionForm) -> bool:
    """Decide; what stops it stands beside its field. Return whether it was decided."""
    deed = actions.redecide if enquiry.state == State.DECIDED else actions.decide
    try:
        deed(
            enquiry=enquiry,
            ruling=form.ruling(enquiry),
            by=request.user,
            at=dates.now(),
            expected_version=form.cleaned_data["expected_version"] or 0,
        )
    except actions.CannotDecide as refused:
        for blocker in refused.blockers:
            form.add_error(blocker.field if blocker.field in form.fields else None, blocker.words)
    except (actions.NotOffered, actions.TakenUp, NotPossibleNow) as refused:
        form.add_error(None, str(refused))
    except Stale as stale:
        form.initial = DecisionForm.of(enquiry)
        overtaken(request, form, stale)
    else:
        messages.success(request, "Decided. Now tell the enquirer.")
        return True
    return False


@allowed(can_see_board)
@require_POST
def tell(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Record how the enquirer was told, or send the message that tells them."""
    enquiry = to_screen(request, enquiry_id)
    form = TellForm(request.POST, prefix="tell", ways=telling.open_ways(enquiry))
    if not form.is_valid():
        return enquiry_page(request, enquiry, tell_form=form, status=422)
    how = How(form.cleaned_data["how"])
    told_at = None if how in WRITTEN else form.cleaned_data["told_at"]
    try:
        telling.tell(enquiry=enquiry, how=how, by=request.user, at=dates.now(), told_at=told_at)
    except telling.ToldOutOfTime as refused:
        form.add_error("told_at", str(refused))
    except (telling.NothingToTell, telling.WayNotOpen) as refused:
        form.add_error(None, str(refused))
    else:
        messages.success(request, "It is recorded that the enquirer was told.")
        return redirect("enquiry_page", enquiry_id)
    return enquiry_page(request, enquiry, tell_form=form, status=422)


@allowed(can_see_board)
@require_POST
def cannot_tell(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Record why the enquirer cannot be told."""
    enquiry = to_screen(request, enquiry_id)
    form = CannotTellForm(request.POST, prefix="cannot")
    if not form.is_valid():
        return enquiry_page(request, enquiry, cannot_tell_form=form, status=422)
    try:
        telling.cannot_tell(
            enquiry=enquiry, reason=form.cleaned_data["reason"], by=request.user, at=dates.now()
        )
    except telling.NothingToTell as refused:
        form.add_error(None, str(refused))
        return enquiry_page(request, enquiry, cannot_tell_form=form, status=422)
    return redirect("enquiry_page", enquiry_id)


@allowed(can_see_board)
def withdraw(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Mark an enquiry as keyed in error, after asking."""
    return _out_of_the_ordinary(request, enquiry_id, can_withdraw, exclusion.withdraw, "withdraw")


@allowed(can_see_board)
def reopen(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Open an enquiry again, after asking why."""
    return _out_of_the_ordinary(request, enquiry_id, can_reopen, exclusion.reopen, "reopen")


def _out_of_the_ordinary(
    request: PractitionerRequest, enquiry_id: UUID, may: Any, deed: Any, page: str
) -> HttpResponse:
    enquiry = get_enquiry_or_refuse(request, enquiry_id)
    if not may(request.user, enquiry):
        raise PermissionDenied
    form = ReasonForm(request.POST or None, initial={"expected_version": enquiry.version})
    if request.method == "POST" and form.is_valid():
        try:
            deed(
                enquiry=enquiry,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=dates.now(),
                expected_version=form.cleaned_data["expected_version"] or 0,
            )
        except Stale as stale:
            overtaken(request, form, stale)
        except (actions.TakenUp, NotPossibleNow) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("enquiry_page", enquiry_id)
    return render(request, f"frontdoor/screening/{page}.jinja", {"form": form, "enquiry": enquiry})


@allowed(can_see_board)
@require_POST
def confirm_address(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Note that the address of the enquirer works, though a message came back."""
    enquiry = to_screen(request, enquiry_id)
    try:
        reach.confirm_address(enquiry=enquiry, by=request.user, at=dates.now())
    except (reach.Reaches, AlreadyConfirmed) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "They are written to again. What was kept back in the last days goes out.")
    return redirect("enquiry_page", enquiry_id)
