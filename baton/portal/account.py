"""A practitioner with an account is asked what they know, and answers after signing in."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from baton import journal
from baton.core import dates, wall
from baton.frontdoor.actions import information as actions
from baton.frontdoor.actions.information import Replier
from baton.frontdoor.models import InformationRequest
from baton.frontdoor.permissions import can_answer_request
from baton.frontdoor.rules.information import AGENCY_WORDS
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, signed_in
from baton.portal.asked import asked
from baton.portal.information_forms import ReplyForm


@signed_in
def answer(request: PractitionerRequest, information_request_id: UUID) -> HttpResponse:
    """Let a practitioner who was asked answer, or read what they answered."""
    found = _asked_of(request, information_request_id)
    if not can_answer_request(request.user, found):
        return render(request, "portal/information/ended.jinja", {"profile": profiles.current()})
    reason = f"information request {found.enquiry.reference}"
    journal.access.seen(request, family=found.enquiry.family_id, reason=reason)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        own = Replier(
            name=request.user.name, role=request.user.job_title or "Practitioner", phone=request.user.phone
        )
        given, text = form.reply
        try:
            actions.reply(
                request=found, answer=given, text=text, replier=own, by=request.user, at=dates.now()
            )
        except actions.NoLongerNeeded as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("information_request_answer", found.pk)
    context = {
        "form": form,
        "asked": asked(found, with_people=True),
        "found": found,
        "agency_words": AGENCY_WORDS,
        "profile": profiles.current(),
    }
    return render(request, "portal/information/account.jinja", context)


def _asked_of(request: PractitionerRequest, information_request_id: UUID) -> InformationRequest:
    """Return a request put to the reader; 404 for everybody else's."""
    requests = InformationRequest.objects.asked_of(request.user).select_related("enquiry", "organisation")
    # With its enquiry, which is hidden from them: whether it still waits.
    with wall.beyond(wall.Purpose.ASKED):
        found = requests.filter(pk=information_request_id).first()
    if found is None:
        journal.access.refused(request, reason="information request")
        raise Http404
    return found
