"""An agency without an account is asked what it knows: no name before it says who looks, one answer, then nothing.

The page keeps no session: who looks is typed once and carried along by the page itself.
"""

from contextlib import suppress
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from baton import journal
from baton.core import dates
from baton.frontdoor.actions import information as actions
from baton.frontdoor.models import InformationRequest
from baton.frontdoor.rules.information import AGENCY_WORDS, PURPOSE
from baton.notices.actions import open_link
from baton.notices.models import Link
from baton.partnership import profiles
from baton.portal.asked import asked
from baton.portal.information_forms import LinkReplyForm, ReplierForm
from baton.ui.forms import Form

__all__ = ["PURPOSE", "page"]

SEND = "send_answer"
"""The name of the button that sends the answer."""


def page(request: HttpRequest, link: Link) -> HttpResponse:
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
