"""Signing in and out, passwords and second factors: the library's views at addresses of our own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from baton.partnership.fresh import afresh
from baton.partnership.guard import own_account, public
from baton.partnership.session import renewing
from baton.partnership.views import account_request, passkey, provider_sign_in
from baton.partnership.views.sign_in import sign_in


def opened(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view of the library as public without touching the library's own function."""
    return public(wraps(view)(lambda *args, **kwargs: view(*args, **kwargs)))


def own(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view of the library as open to whoever is signed in, for their own account."""
    return own_account(wraps(view)(lambda *args, **kwargs: view(*args, **kwargs)))


urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/code/", opened(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/organisation/", provider_sign_in.choose, name="provider_choose"),
    path("sign-in/organisation/<uuid:provider_id>/", provider_sign_in.start, name="account_provider_start"),
    path(
        "sign-in/organisation/<uuid:provider_id>/back/", provider_sign_in.back, name="account_provider_back"
    ),
    path("account/again/organisation/", provider_sign_in.again, name="account_provider_again"),
    path("sign-in/passkey/", passkey.sign_in, name="passkey_sign_in"),
    path("sign-in/ask-for-an-account/", account_request.ask, name="account_request_ask"),
    path("sign-in/ask-for-an-account/sent/", account_request.sent, name="account_request_sent"),
    path("sign-in/no-account/", opened(account.signup), name="account_signup"),
    path("sign-in/ended/", opened(account.account_inactive), name="account_inactive"),
    path("sign-out/", opened(account.logout), name="account_logout"),
    path("password/forgotten/", opened(account.password_reset), name="account_reset_password"),
    path("password/forgotten/sent/", opened(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        opened(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        opened(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("account/", own(mfa.index), name="mfa_index"),
    path("account/password/", own(account.password_change), name="account_change_password"),
    path("account/again/", own(renewing(account.reauthenticate)), name="account_reauthenticate"),
    path("account/again/code/", own(renewing(mfa.reauthenticate)), name="mfa_reauthenticate"),
    path(
        "account/again/passkey/", own(renewing(passkey.Again.as_view())), name="mfa_reauthenticate_webauthn"
    ),
    path("account/code/set-up/", own(afresh(totp.activate_totp)), name="mfa_activate_totp"),
    path("account/code/remove/", own(afresh(totp.deactivate_totp)), name="mfa_deactivate_totp"),
    path(
        "account/recovery-codes/", own(afresh(recovery.view_recovery_codes)), name="mfa_view_recovery_codes"
    ),
    path(
        "account/recovery-codes/new/",
        own(afresh(recovery.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
]
