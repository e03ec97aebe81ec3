"""A family asks for help: is a child in danger, the form, keeping it for a day behind a link, erasing it, sending it."""

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from baton.core import dates, drafts, submissions, wall
from baton.core.models import Draft
from baton.frontdoor.actions.receipt import receive
from baton.frontdoor.models import Enquiry
from baton.partnership import profiles
from baton.partnership.guard import public
from baton.portal import limits
from baton.portal.actions import kept as keeping
from baton.portal.forms.ask import AskForm, children_forms
from baton.ui.forms import SAVE_FOR_LATER, Repeated

ANONYMOUS = "anonymous"
SALT = "baton.portal.sent"
SHOWN_FOR = 24 * 3600
"""Seconds for which the page with the reference can be opened again (ours)."""

ERASE = "erase"
"""The button that forgets what is kept."""


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
    """Take a family's own request. What is typed is kept nowhere unless they ask us to: others may use the machine."""
    if request.method != "POST":
        return _page(request, AskForm(), children_forms())
    if SAVE_FOR_LATER in request.POST:
        return _begin(request)
    return _typed(request, "")


@public
@never_cache
def kept(request: HttpRequest, token: str) -> HttpResponse:
    """Go on with what a family asked us to keep; it is saved as they type, and gone once it is sent or erased."""
    draft = keeping.load(token, dates.now())
    if draft is None:
        return render(request, "portal/ask/gone.jinja", {"profile": profiles.current()}, status=404)
    if request.method != "POST":
        typed = drafts.as_post(draft)
        return _page(request, AskForm(draft=typed), children_forms(draft=typed), token=token, draft=draft)
    if ERASE in request.POST:
        keeping.erase(token)
        return redirect("ask_erased")
    fault = _save(request, token)
    if SAVE_FOR_LATER not in request.POST:
        return _typed(request, token)
    if fault:
        form, children = AskForm(draft=request.POST), children_forms(draft=request.POST)
        return _page(request, form, children, token=token, fault=fault)
    return redirect("ask_kept", token)


@public
@require_POST
def keep(request: HttpRequest, token: str) -> HttpResponseBase:
    """Save what is typed meanwhile, and say when; nothing where nothing is kept behind the link any more."""
    now = dates.now()
    try:
        is_kept = keeping.save(token, dict(request.POST.lists()), now)
    except drafts.DraftTooLarge as fault:
        return JsonResponse({"fault": str(fault)}, status=413)
    if not is_kept:
        return JsonResponse({"fault": GONE}, status=404)
    return JsonResponse({"saved_at": now.isoformat(), "words": f"Saved {dates.time_words(now)}"})


GONE = "This is not kept any more: it was sent or erased, or a day has passed. Your words are still on this page."


@public
@never_cache
def erased(request: HttpRequest) -> HttpResponse:
    """Say that nothing is left here, and how to clear what the browser itself remembers."""
    return render(request, "portal/ask/erased.jinja", {"profile": profiles.current()})


def _save(request: HttpRequest, token: str) -> str:
    """Keep what was sent beside what is done with it, and say why it could not be kept, if so."""
    try:
        keeping.save(token, dict(request.POST.lists()), dates.now())
    except drafts.DraftTooLarge as fault:
        return str(fault)
    return ""


def _begin(request: HttpRequest) -> HttpResponse:
    form, children = AskForm(draft=request.POST), children_forms(draft=request.POST)
    if limits.is_over(request):
        return _page(request, form, children, status=429, fault=_too_many())
    try:
        return redirect("ask_kept", keeping.begin(dict(request.POST.lists()), dates.now()))
    except drafts.DraftTooLarge as fault:
        return _page(request, form, children, fault=str(fault))


def _typed(request: HttpRequest, token: str) -> HttpResponse:
    children = children_forms(data=request.POST)
    if children.pressed:
        return _page(request, AskForm(draft=request.POST), children, token=token)
    form = AskForm(request.POST)
    if not form.are_right(children):
        return _page(request, form, children, token=token)
    if limits.is_over(request):
        form.add_error(None, _too_many())
        return _page(request, form, children, token=token, status=429)
    sent_once = form.cleaned_data["submission_token"]
    return redirect(submissions.once(sent_once, ANONYMOUS, lambda: _receive(form, children, token)))


def _receive(form: AskForm, children: Repeated, token: str) -> str:
    now = dates.now()
    enquiry = receive(new=form.new_enquiry(children, now), by=None, at=now)
    if token:
        keeping.erase(token)
    return reverse("ask_sent", args=[signing.dumps(str(enquiry.pk), salt=SALT)])


def _page(
    request: HttpRequest,
    form: AskForm,
    children: Repeated,
    *,
    token: str = "",
    draft: Draft | None = None,
    status: int = 200,
    fault: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "children": children,
        "profile": profiles.current(),
        "token": token,
        "kept_link": request.build_absolute_uri(reverse("ask_kept", args=[token])) if token else "",
        "saved_at": draft.saved_at if draft else None,
        "until": (draft.saved_at if draft else dates.now()) + keeping.KEPT_FOR,
        "fault": fault,
    }
    return render(request, "portal/ask/ask.jinja", context, status=status)


def _too_many() -> str:
    telephone = profiles.current().contact.telephone
    ring = f" Or ring us on {telephone}." if telephone else ""
    return (
        f"We have had many requests from your network. Your words are still here. Try again in an hour.{ring}"
    )


@public
@never_cache
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Give the reference and say what happens next."""
    context = {"enquiry": _just_sent(token), "profile": profiles.current()}
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
