"""Two enquiries about the same thing are joined."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from baton.core import dates
from baton.core.versions import Stale
from baton.frontdoor.actions import decision as actions
from baton.frontdoor.actions import exclusion
from baton.frontdoor.actions.joining import to_ring
from baton.frontdoor.forms.screening import DuplicateForm
from baton.frontdoor.models import Enquiry
from baton.frontdoor.permissions import can_mark_duplicate, can_see_board
from baton.frontdoor.presenters.joining import alike, side
from baton.frontdoor.rules import reference
from baton.frontdoor.rules.enquiry import NotPossibleNow
from baton.frontdoor.views.loading import get_enquiry_or_refuse, note_enquiry_seen
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.keeping import overtaken


@allowed(can_see_board)
def duplicate(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Join an enquiry to another one that the reader may see, both side by side, after asking."""
    enquiry = get_enquiry_or_refuse(request, enquiry_id)
    if not can_mark_duplicate(request.user, enquiry):
        raise PermissionDenied
    chosen = request.GET.get("original", "")
    form = DuplicateForm(
        request.POST or None, initial={"expected_version": enquiry.version, "original": chosen}
    )
    if request.method == "POST" and form.is_valid() and _mark_duplicate(request, enquiry, form):
        return redirect("enquiry_page", enquiry_id)
    original = _original(request, request.POST.get("original") or chosen)
    if original is not None:
        note_enquiry_seen(request, original)
    context = {
        "form": form,
        "enquiry": enquiry,
        "original": original,
        "alike": alike(enquiry, request.user) if original is None else (),
        "sides": [
            side("Joined, leaves the board", enquiry, request.user),
            *([side("Stays, keeps its clock", original, request.user)] if original else []),
        ],
    }
    return render(request, "frontdoor/screening/duplicate.jinja", context)


def _original(request: PractitionerRequest, typed: str) -> Enquiry | None:
    """Return the enquiry whose reference was typed, if there is one that the reader may see."""
    wanted = reference.read(typed)
    found = Enquiry.objects.visible_to(request.user).filter(reference=wanted)
    return (
        found.select_related("source_organisation", "enquirer", "keyed_by", "family").first()
        if wanted
        else None
    )


def _mark_duplicate(request: PractitionerRequest, enquiry: Enquiry, form: DuplicateForm) -> bool:
    wanted = form.cleaned_data["original"]
    original = _original(request, wanted)
    if original is None:
        form.add_error("original", f"There is no enquiry {wanted} that you may see. Check the reference.")
        return False
    try:
        exclusion.mark_duplicate(
            enquiry=enquiry,
            original=original,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=dates.now(),
            expected_version=form.cleaned_data["expected_version"] or 0,
        )
    except exclusion.NotAnOriginal as refused:
        form.add_error("original", str(refused))
    except Stale as stale:
        overtaken(request, form, stale)
    except (actions.TakenUp, NotPossibleNow) as refused:
        form.add_error(None, str(refused))
    else:
        for one in to_ring(enquiry, original):
            messages.warning(request, f"The enquirer of {one.reference} cannot be written to. Ring them.")
        return True
    return False
