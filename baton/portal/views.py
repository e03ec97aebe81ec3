"""Pages for families and for people without an account. None of them tells whether anybody is known."""

from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from baton import journal
from baton.core import dates, submissions, wall
from baton.frontdoor.actions.receipt import receive
from baton.frontdoor.models import Decision, Enquiry
from baton.frontdoor.rules.telling import PURPOSE
from baton.notices.actions import open_link
from baton.notices.models import Link
from baton.partnership import profiles
from baton.partnership.guard import public
from baton.portal import information, limits
from baton.portal.forms import AskForm, children_forms
from baton.ui.forms import Form, Repeated

ANONYMOUS = "anonymous"
SALT = "baton.portal.sent"
SHOWN_FOR = 24 * 3600
"""Seconds for which the page with the reference can be opened again (ours)."""


@public
def start(request: HttpRequest) -> HttpResponse:
    """Ask first whether a child is in danger. Nothing is kept."""
    return render(request, "portal/ask/start.jinja", {"profile": profiles.current()})


@public
def danger(request: HttpRequest) -> HttpResponse:
    """Say whom to ring now. Nothing is kept."""
    return render(request, "portal/ask/danger.jinja", {"profile": profiles.current()})


@public
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Take a family's own request. What is typed is kept nowhere until it is sent: others may use the same machine."""
    if request.method != "POST":
        return _ask_page(request, AskForm(), children_forms())
    children = children_forms(data=request.POST)
    if children.pressed:
        return _ask_page(request, AskForm(draft=request.POST), children)
    form = AskForm(request.POST)
    if not form.are_right(children):
        return _ask_page(request, form, children)
    if limits.is_over(request):
        form.add_error(None, _too_many())
        return _ask_page(request, form, children, status=429)
    token = form.cleaned_data["submission_token"]
    return redirect(submissions.once(token, ANONYMOUS, lambda: _receive(form, children)))


def _receive(form: AskForm, children: Repeated) -> str:
    now = dates.now()
    enquiry = receive(new=form.new_enquiry(children, now), by=None, at=now)
    return reverse("ask_sent", args=[signing.dumps(str(enquiry.pk), salt=SALT)])


def _ask_page(request: HttpRequest, form: AskForm, children: object, status: int = 200) -> HttpResponse:
    context = {"form": form, "children": children, "profile": profiles.current()}
    return render(request, "portal/ask/ask.jinja", context, status=status)


def _too_many() -> str:
    telephone = profiles.current().contact.telephone
    ring = f" Or ring us on {telephone}." if telephone else ""
    return f"We have had many requests from your internet. Your words are still here. Try again in an hour.{ring}"


@public
@never_cache
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Give the reference and say what happens next."""
    enquiry = _just_sent(token)
    context = {"enquiry": enquiry, "profile": profiles.current()}
    return render(request, "portal/ask/sent.jinja", context)


def _just_sent(token: str) -> Enquiry | None:
    """Return the request that was sent a moment ago, nothing once the page is old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=SHOWN_FOR)
    except signing.BadSignature:
        return None
    # The signed address is for whoever sent the request: they have no account, and see its reference alone.
    with wall.beyond(wall.Purpose.LINK):
        return Enquiry.objects.filter(pk=pk).first()


@public
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show one answer to somebody without an account, once they press the button; or ask an agency what it knows.

    A mail program that looks at links before their reader does sees nothing.
    """
    with wall.beyond(wall.Purpose.LINK):  # the signed link is for whoever was sent it: they have no account
        made = Link.objects.of_token(token).first()
        if made is not None and made.purpose == information.PURPOSE:
            return information.page(request, made)
        found = Link.objects.of_token(token).open_at(dates.now()).filter(purpose=PURPOSE).first()
        decision = _decision(found.ref) if found else None
    if found is None or decision is None:
        return render(request, "portal/link/ended.jinja", {"profile": profiles.current()}, status=404)
    form = Form(request.POST or None)
    if request.method != "POST":
        return render(request, "portal/link/open.jinja", {"form": form, "profile": profiles.current()})
    open_link(link=found, at=dates.now())
    journal.access.seen(
        request, family=decision.enquiry.family_id, reason=f"link {decision.enquiry.reference}"
    )
    context = {"decision": decision, "profile": profiles.current()}
    return render(request, "portal/link/answer.jinja", context)


def _decision(ref: UUID) -> Decision | None:
    """Return the decision a link leads to, while it is the one that counts."""
    return Decision.objects.current().filter(pk=ref).select_related("enquiry").first()
