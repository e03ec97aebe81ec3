"""Signing in at one's organisation: choosing it, being sent there, and coming back."""

import logging
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from baton.partnership import oidc, tries
from baton.partnership.actions import provider as actions
from baton.partnership.forms.provider import ChooseProviderForm
from baton.partnership.fresh import BY_PROVIDER, believed_there, note_there
from baton.partnership.guard import PractitionerRequest, own_account, public
from baton.partnership.models import Practitioner, Provider
from baton.partnership.rules.provider import QUESTION_LASTS
from baton.partnership.session import renew
from baton.partnership.views.provider import back_address

logger = logging.getLogger(__name__)

QUESTIONS = "provider_questions"
"""Where a session keeps the questions that wait for an answer, by their state."""

MOST_QUESTIONS = 5
"""How many may wait at once in one browser (ours): windows in which somebody began."""

TROUBLE = (
    "Your organisation’s sign-in did not answer as it should. Try again in a minute, or sign in another way."
)
STALE = "This sign-in was begun too long ago, or in another browser. Begin again."
NOT_DONE = "You did not sign in at your organisation, so nothing happened here."
NO_ACCOUNT = (
    "Your organisation knows you, but you have no account with it here. Ask your manager to have one made."
)
SOMEBODY_ELSE = "Somebody else signed in at your organisation. Sign in there as yourself."


@public
def choose(request: HttpRequest) -> HttpResponse:
    """Find one's organisation by one's work e-mail address, or choose it; then go on to its own sign-in."""
    form = ChooseProviderForm(request.POST if request.method == "POST" else None)
    form.is_valid()
    context = {
        "form": form,
        "found": form.provider,
        "providers": Provider.objects.in_use().select_related("organisation").order_by("organisation__name"),
        "wanted": get_next_redirect_url(request) or "",
    }
    return render(request, "partnership/provider/choose.jinja", context)


@public
@ratelimit.decorator(app="allauth.account", action="provider")
def start(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Send the browser to the organisation's own sign-in."""
    return _send(request, _provider(provider_id), is_afresh=False)


@own_account
def again(request: PractitionerRequest) -> HttpResponse:
    """Send whoever signed in at their organisation there once more, to prove afresh who they are."""
    there = believed_there(request)
    if there is None:
        return redirect("account_reauthenticate")
    return _send(request, _provider(there["provider"]), is_afresh=True)


@public
def back(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Take the answer of the organisation's own sign-in, once, and sign in whom it names."""
    provider, waiting = _provider(provider_id), _taken(request, provider_id)
    if waiting is None:
        return _refuse(request, STALE)
    if "error" in request.GET or "code" not in request.GET:
        return _refuse(request, NOT_DONE)
    question, at = oidc.Question(**waiting["question"]), timezone.now()
    try:
        told = oidc.answer(
            provider,
            back=back_address(request, provider),
            code=request.GET["code"],
            question=question,
            at=at,
        )
        who = actions.practitioner_of(provider=provider, subject=told.subject, email=told.email, at=at)
    except (oidc.ProviderTrouble, oidc.AnswerRefused):
        logger.warning("the answer of an organisation's sign-in does not hold", exc_info=True)
        tries.refused(tries.ORGANISATION)
        return _refuse(request, TROUBLE)
    except actions.NoAccount:
        tries.refused(tries.ORGANISATION)
        return _refuse(request, NO_ACCOUNT)
    if question.is_afresh:
        return _prove(request, who, told, waiting["wanted"])
    return _sign_in(request, provider, who, told, waiting["wanted"])


def _send(request: HttpRequest, provider: Provider, *, is_afresh: bool) -> HttpResponse:
    try:
        address, question = oidc.ask(provider, back=back_address(request, provider), is_afresh=is_afresh)
    except oidc.ProviderTrouble:
        logger.warning("an organisation's sign-in does not answer", exc_info=True)
        return _refuse(request, TROUBLE)
    waiting = {
        "provider": str(provider.pk),
        "question": question.as_plain(),
        "wanted": get_next_redirect_url(request) or "",
        "asked_at": timezone.now().timestamp(),
    }
    earlier = list(request.session.get(QUESTIONS, {}).items())[1 - MOST_QUESTIONS :]
    request.session[QUESTIONS] = dict(earlier) | {question.state: waiting}
    return redirect(address)


def _taken(request: HttpRequest, provider_id: UUID) -> dict[str, Any] | None:
    """Take the question that this answer belongs to out of the session: a second answer finds none."""
    questions = request.session.get(QUESTIONS, {})
    waiting: dict[str, Any] | None = questions.pop(request.GET.get("state", ""), None)
    request.session[QUESTIONS] = questions
    if waiting is None or waiting["provider"] != str(provider_id):
        return None
    is_late = timezone.now().timestamp() - waiting["asked_at"] > QUESTION_LASTS
    return None if is_late else waiting


def _sign_in(
    request: HttpRequest, provider: Provider, who: Practitioner, told: oidc.Told, wanted: str
) -> HttpResponse:
    record_authentication(request, who, BY_PROVIDER, provider=str(provider.pk))
    answer: HttpResponse = perform_login(request, Login(user=who, redirect_url=wanted or None))
    note_there(request, provider, who, has_second_factor=told.has_second_factor)
    return answer


def _prove(request: HttpRequest, who: Practitioner, told: oidc.Told, wanted: str) -> HttpResponse:
    """Note that whoever is signed in has proved it, where the provider asked them just now."""
    if who != request.user:
        return _refuse(request, SOMEBODY_ELSE)
    if timezone.now().timestamp() - told.signed_in_at > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return _refuse(request, TROUBLE)
    record_authentication(request, who, BY_PROVIDER, reauthenticated=True)
    renew(request)
    return redirect(wanted or settings.LOGIN_REDIRECT_URL)


def _refuse(request: HttpRequest, words: str) -> HttpResponse:
    messages.warning(request, words)
    return redirect("mfa_index" if request.user.is_authenticated else "account_login")


def _provider(provider_id: UUID | str) -> Provider:
    return get_object_or_404(Provider.objects.in_use().select_related("organisation"), pk=provider_id)
