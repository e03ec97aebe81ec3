"""An agency is asked what it knows: a practitioner with an account answers after signing in, everybody else by a link.

By a link no name is shown before it is said who looks, and there is one answer, then nothing. That page keeps no
session: who looks is typed once and carried along by the page itself.
"""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from baton import journal
from baton.core import dates, wall
from baton.frontdoor.actions import information as actions
from baton.frontdoor.actions.information import Replier
from baton.frontdoor.models import InformationRequest
from baton.frontdoor.permissions import can_answer_request
from baton.frontdoor.rules.information import AGENCY_WORDS
from baton.notices.actions import open_link
from baton.notices.models import Link
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, signed_in
from baton.portal.forms.information import LinkReplyForm, ReplierForm, ReplyForm
from baton.portal.presenters import asked
from baton.ui.forms import Form

SEND = "send_answer"
"""The name of the button that sends the answer."""


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


def by_link(request: HttpRequest, link: Link) -> HttpResponse:
    """Lead through the link of a request for information: who are you, whom it is about, sent."""
    now = dates.now()
    requests = InformationRequest.objects.select_related("enquiry", "organisation", "practitioner")
    found = requests.filter(pk=link.ref).first()
    if found is None or not _works(link, now):
        return _show(request, "ended", status=404)
    if found.answered is not None:
        return _sent(request, found)
    if request.method != "POST":
        return _who(request, found, ReplierForm())
    if SEND in request.POST:
        return _answer(request, link, found)
    form = ReplierForm(request.POST)
    if not form.is_valid():
        return _who(request, found, form, status=422)
    open_link(link=link, at=now)
    actions.open_request(request=found, replier=form.replier, at=now)
    return _ask(request, found, LinkReplyForm(initial=form.values))


def _works(link: Link, now: datetime) -> bool:
    return Link.objects.open_at(now).filter(pk=link.pk).exists()


def _who(
    request: HttpRequest, found: InformationRequest, form: ReplierForm, status: int = 200
) -> HttpResponse:
    return _show(request, "who", form=form, asked=asked(found, with_people=False), status=status)


def _ask(
    request: HttpRequest, found: InformationRequest, form: LinkReplyForm, status: int = 200
) -> HttpResponse:
    _seen(request, found)
    return _show(request, "answer", form=form, asked=asked(found, with_people=True), status=status)


def _answer(request: HttpRequest, link: Link, found: InformationRequest) -> HttpResponse:
    form = LinkReplyForm(request.POST)
    right = form.is_valid()
    replier = form.replier
    if replier is None:
        return _who(request, found, ReplierForm(), status=422)
    if not right:
        return _ask(request, found, form, status=422)
    answer, text = form.reply
    with suppress(actions.NoLongerNeeded):  # sent twice, or decided meanwhile: the page says which
        actions.reply(request=found, answer=answer, text=text, replier=replier, by=None, at=dates.now())
    return redirect("link_open", link.token)


def _sent(request: HttpRequest, found: InformationRequest) -> HttpResponse:
    """Say that the answer was sent; show it again to whoever asks for it."""
    shown = request.method == "POST"
    if shown:
        _seen(request, found)
    return _show(request, "sent", form=Form(), reply=found.answered, shown=shown, agency_words=AGENCY_WORDS)


def _seen(request: HttpRequest, found: InformationRequest) -> None:
    reason = f"link, information request {found.enquiry.reference}"
    journal.access.seen(request, family=found.enquiry.family_id, reason=reason)


def _show(request: HttpRequest, name: str, *, status: int = 200, **context: object) -> HttpResponse:
    context["profile"] = profiles.current()
    return render(request, f"portal/information/{name}.jinja", context, status=status)
