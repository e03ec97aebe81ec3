"""Passkeys: one's own, each with its name and when it was last used; and signing in with one."""

from typing import Any

from allauth.account.models import Login
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from baton.partnership import passkeys, tries
from baton.partnership.actions import passkey as actions
from baton.partnership.forms.passkey import NewPasskeyForm, PasskeyNameForm, PasskeySignInForm
from baton.partnership.fresh import afresh
from baton.partnership.guard import PractitionerRequest, own_account, public
from baton.partnership.rules.device import device
from baton.ui.forms import Form

REFUSED = "This passkey signs nobody in here. Try again, or sign in with your password."


@own_account
def index(request: PractitionerRequest) -> HttpResponse:
    """List one's own passkeys."""
    return render(
        request, "partnership/passkey/index.jinja", {"passkeys": passkeys.passkeys_of(request.user)}
    )


@own_account
@afresh
def add(request: PractitionerRequest) -> HttpResponse:
    """Have the browser make a passkey, and keep it."""
    otherwise = device(request.headers.get("User-Agent", ""))
    form = NewPasskeyForm(request.POST if request.method == "POST" else None, otherwise=otherwise)
    if form.is_valid():
        actions.add_passkey(practitioner=request.user, **form.values, at=timezone.now())
        messages.success(request, "The passkey is added. Sign in with it from now on.")
        return redirect("passkey_index")
    context = {"form": form, "question": passkeys.question_for_new(request.user)}
    return render(request, "partnership/passkey/add.jinja", context)


@own_account
@afresh
def rename(request: PractitionerRequest, passkey_id: int) -> HttpResponse:
    """Give one's passkey another name."""
    passkey = _own(request, passkey_id)
    form = PasskeyNameForm(request.POST if request.method == "POST" else None, otherwise=passkey.wrap().name)
    if form.is_valid():
        actions.rename_passkey(passkey=passkey, practitioner=request.user, **form.values, at=timezone.now())
        return redirect("passkey_index")
    return render(request, "partnership/passkey/rename.jinja", {"form": form, "passkey": passkey})


@own_account
@afresh
def remove(request: PractitionerRequest, passkey_id: int) -> HttpResponse:
    """Remove one's passkey, after asking."""
    passkey = _own(request, passkey_id)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.remove_passkey(passkey=passkey, practitioner=request.user, at=timezone.now())
        messages.success(request, f"{passkey.wrap().name} is removed.")
        return redirect("passkey_index")
    others = Authenticator.objects.filter(user_id=request.user.pk).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    context = {"form": form, "passkey": passkey, "is_last": others.count() == 1}
    return render(request, "partnership/passkey/remove.jinja", context)


@public
@ratelimit.decorator(app="allauth.mfa", action="webauthn_login")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask the browser for a passkey (for its script), and sign in whoever its answer names."""
    if request.method != "POST":
        return JsonResponse(passkeys.question_for_anybody())
    form = PasskeySignInForm(request.POST)
    try:
        passkey = passkeys.owner_and_passkey(form.values["credential"] if form.is_valid() else None)
    except passkeys.NotThisPasskey:
        tries.refused(tries.PASSKEY)
        messages.warning(request, REFUSED)
        return redirect("account_login")
    answer: HttpResponse = perform_passwordless_login(request, passkey, Login(user=passkey.user))
    return answer


class Again(ReauthenticateWebAuthnView):
    """Answers with a passkey once more, before something that matters."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say on the same page that the answer does not hold."""
        tries.refused(tries.PASSKEY, self.request.user)
        self.extra_context = {"refused": True}
        return self.render_to_response(self.get_context_data())


def _own(request: PractitionerRequest, passkey_id: int) -> Authenticator:
    mine = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN)
    return get_object_or_404(mine, pk=passkey_id)
