"""Nothing typed is lost, and no deed is done twice: what stands around every page for practitioners.

The guard puts `kept` around each view, so that no form can be without it. Source: architecture rule 7.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial, wraps
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from baton import journal
from baton.core import dates, drafts, submissions
from baton.core.models import Draft
from baton.core.versions import Stale
from baton.core.versions import overtaken as overtaken_words
from baton.journal.models import Event
from baton.partnership.models import Practitioner
from baton.ui import errors, moments
from baton.ui.forms import SAVE_FOR_LATER, Form
from baton.ui.keeping import Kept

SALT = "baton.partnership.keeping"
KEEPER_LASTS = 7 * 24 * 3600
"""Seconds for which a page left open still says whose text it holds (ours): a week's leave."""

Place = tuple[str, str]
"""The name of a form, and what it is about: by them a draft is known."""


def kept(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view answer a form once however often it is sent, and lose nothing that was typed into it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        ask = partial(view, request, *args, **kwargs)
        return _answer(request, ask) if request.method == "POST" else ask()

    return answered


def place_of(address: str) -> Place:
    """Return by which name the draft of the form at an address is kept. Raises `Resolver404`."""
    match = resolve(urlsplit(address).path)
    return match.url_name or "", ".".join(str(value) for value in match.kwargs.values()) or "-"


def of_form(
    request: HttpRequest, parts: Sequence[Any], *, action: str = "", own_address: str = "", page: str = ""
) -> Kept | None:
    """Tell the page how its form is kept, and put into it what was typed earlier (`baton.ui.keeping.keeping`)."""
    user = getattr(request, "user", None)
    if not isinstance(user, Practitioner) or not any(part.has_long_text for part in parts):
        return None
    if own_address and resolve(own_address).url_name != "draft_save":
        return None  # a page for people without an account keeps its form behind their own link
    carried = (
        (drafts.KEEPER, _sign(user)),
        (drafts.PAGE, page or request.POST.get(drafts.PAGE) or request.get_full_path()),
    )
    form, subject = _named(own_address) if own_address else place_of(action or request.path)
    button = SAVE_FOR_LATER if own_address else drafts.KEEP
    here = Kept(_at("draft_save", form, subject), button, carried, drafts.TITLE)
    draft = _drafts_about(request, user, subject).get(form)
    fresh = request.method == "GET" if own_address else all(part.is_fresh for part in parts)
    if draft is None or not fresh:
        return here
    if not own_address:
        for part in parts:
            part.take_up(drafts.as_post(draft))
    return replace(here, saved_at=draft.saved_at, throw_away_url=_at("draft_throw_away", form, subject))


def may_keep(request: HttpRequest) -> bool:
    """Tell whether what was sent comes from a page of whoever is signed in; a page that does not say is theirs."""
    keeper = request.POST.get(drafts.KEEPER)
    return keeper is None or _keeper(keeper) == str(request.user.pk)


@dataclass(frozen=True)
class Rescued:
    """What was kept of somebody no longer signed in: the page to go on with it, and whether a script sent it."""

    page: str
    by_script: bool


def rescue(request: HttpRequest) -> Rescued | None:
    """Keep what was sent by somebody who is no longer signed in, for them alone; nothing where nobody knows whose it
    is, or it is too long to keep.
    """
    owner = _keeper(request.POST.get(drafts.KEEPER, ""))
    by_script = resolve(request.path).url_name == "draft_save"
    if not owner or not _keep(owner, _named(request.path) if by_script else place_of(request.path), request):
        return None
    return Rescued(local_page(request.POST.get(drafts.PAGE, "")), by_script)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form from a page too old, or from elsewhere (403), and keep its text for whoever typed it."""
    return errors.form_expired(request, reason, kept=rescue(request) is not None)


def local_page(address: str) -> str:
    """Return the address of a page of this installation; nothing where it is none."""
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return ""
    try:
        resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    return address


def overtaken(request: HttpRequest, form: Form, stale: Stale) -> None:
    """Show the loser of a race both texts (409): theirs as it stands now, their own in the fields, ready to be saved.

    The page carries the version of the text it shows, never that of a text somebody has saved since the view looked:
    who has not seen it must be told again.
    """
    shown, sent = form.initial.get("expected_version"), form.cleaned_data.get("expected_version")
    form.overtaken_by(stale.current_version if shown is None else shown, _who_saved(stale, request.user.pk))
    request.overtaken = True  # type: ignore[attr-defined]
    request.look_again = shown == sent  # type: ignore[attr-defined]


def do_once(
    request: HttpRequest,
    form: Form,
    deed: Callable[[], str],
    *refusals: type[Exception],
    said: str = "",
    field: str | None = None,
) -> HttpResponse | None:
    """Do what a valid form asks for, say so, and go to the address that `deed` returns; the guard sees to it that it is
    done once.

    `None` where the deed was refused with one of `refusals`, whose words then stand on the form, or beside a `field`.
    """
    try:
        with transaction.atomic():
            location = deed()
    except Stale as refusal:
        overtaken(request, form, refusal)
        return None
    except refusals as refusal:
        form.add_error(field, str(refusal))
        return None
    if said:
        messages.success(request, said)
    return redirect(location)


def _answer(request: HttpRequest, ask: Callable[[], HttpResponse]) -> HttpResponse:
    if not may_keep(request):
        rescue(request)
        return errors.somebody_else(request)
    owner, place = str(request.user.pk), place_of(request.path)
    if drafts.KEEP in request.POST:
        return _for_later(request, owner, place)
    answers: list[HttpResponse] = []

    def deed() -> str | None:
        before = journal.recorded()
        answers.append(_ask(request, ask))
        if journal.recorded() == before or not isinstance(answers[0], HttpResponseRedirectBase):
            return None
        drafts.discard(owner_key=owner, form=place[0], subject=place[1])
        return answers[0].url

    token = _token(request)
    location = deed() if token is None else submissions.once(token, owner, deed)
    return answers[0] if answers else redirect(location or request.path)


def _ask(request: HttpRequest, ask: Callable[[], HttpResponse]) -> HttpResponse:
    """Ask the view; once more where somebody saved between its looking and its writing, so that it shows their text."""
    answer = ask()
    if getattr(request, "look_again", False):
        answer = ask()
    if getattr(request, "overtaken", False):
        answer.status_code = 409
    return answer


def _token(request: HttpRequest) -> UUID | None:
    """Return the token of what was sent: of the page, and of what was typed into it."""
    names = [name for name in request.POST if name.endswith("submission_token")]
    try:
        token = UUID(request.POST[min(names, key=len)])
    except ValueError:
        return None
    ignored = {"csrfmiddlewaretoken", drafts.KEEPER}
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in ignored)
    files = [(file.name, file.size) for name in request.FILES for file in request.FILES.getlist(name)]
    return submissions.token_of(token, repr((request.path, typed, files)))


def _for_later(request: HttpRequest, owner: str, place: Place) -> HttpResponse:
    if not _keep(owner, place, request):
        return errors.too_long(request)
    messages.success(request, "Saved. It waits for you under “Not sent yet”, and nobody else sees it.")
    return redirect("my_work")


def _keep(owner: str, place: Place, request: HttpRequest) -> bool:
    typed = dict(request.POST.lists())
    try:
        drafts.save(owner_key=owner, form=place[0], subject=place[1], data=typed, at=dates.now())
    except drafts.DraftTooLarge:
        return False
    return True


def _at(name: str, form: str, subject: str) -> str:
    return reverse(name, kwargs={"form": form, "subject": subject})


def _named(address: str) -> Place:
    """Return which draft is kept at an address of `draft_save`."""
    names = resolve(address).kwargs
    return names["form"], names["subject"]


def _drafts_about(request: HttpRequest, user: Practitioner, subject: str) -> dict[str, Draft]:
    """Return the reader's drafts about one thing: a page with many forms asks once."""
    known: dict[str, dict[str, Draft]] = request.__dict__.setdefault("_drafts_about", {})
    if subject not in known:
        known[subject] = drafts.of_subject(str(user.pk), subject)
    return known[subject]


def _sign(user: Practitioner) -> str:
    return signing.dumps(str(user.pk), salt=SALT)


def _keeper(signed: str) -> str:
    try:
        return str(signing.loads(signed, salt=SALT, max_age=KEEPER_LASTS))
    except signing.BadSignature:
        return ""


def _who_saved(stale: Stale, reader: Any) -> str:
    """Say who saved and when, as far as the journal knows; one may race with oneself, in two windows."""
    last = Event.objects.filter(subject_id=stale.obj.pk).order_by("-at", "-pk").first()
    saver = Practitioner.objects.filter(pk=last.actor_id).first() if last else None
    if last is None or saver is None:
        return str(stale)
    name = "You saved this yourself in another window" if saver.pk == reader else f"{saver.name} saved this"
    return overtaken_words(f"{name} at {moments.clock(last.at)}")
