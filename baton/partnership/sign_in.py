"""How the sign-in library behaves here: no self sign-up, a second factor outside the demonstration, words of our own."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from baton.core.rules.addresses import normal
from baton.partnership import profiles, session, tries
from baton.partnership.actions.practitioner import sign_in
from baton.partnership.fresh import believed_there


def address_tried(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """Give the e-mail address that somebody tries to sign in with, however they spell it: tries are counted by it."""
    return normal(str((credentials or {}).get("email") or request.POST.get("login") or ""))


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a system administrator, never by their owner."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Check the e-mail address and the password: they do not belong together",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again or ask for a new password",
        "enter_current_password": "Enter the password you use now",
        "incorrect_password": "Check the password: it is not the one you use now",
        "password_min_length": "Choose a longer password",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """After signing in: where one wanted to go, else my work."""
        return str(super().get_login_redirect_url(request))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Journal the sign-in, then go on where the library leads."""
        sign_in(practitioner=user, at=timezone.now())
        tries.held(request, user)
        session.begin(request)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave a line in the log: of a sign-in, and of a fresh one."""
        tries.refused_at(address_tried(request, credentials))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Give the ways to prove again who one is; whoever signed in at their organisation can do so there too,
        where it is believed.
        """
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if believed_there(self.request):
            ways.append({"id": "provider", "description": "", "url": reverse("account_provider_again")})
        return ways

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing beside the page: each page says itself what happened."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor's words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Check the code: it is not the one your app shows now. It changes every 30 seconds",
        "rate_limited": "Too many tries. Wait a minute, then try again",
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the place that a passkey is for after the partnership, as its pages do."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": profiles.current().identity.logo_text}

    def get_totp_label(self, user: Any) -> str:
        """Name the entry in the authenticator app after the address, never after the person."""
        return str(user.email)
