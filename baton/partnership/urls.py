"""Addresses of the partnership's own pages."""

from django.urls import path

from baton.partnership.urls_account import urlpatterns as account
from baton.partnership.views import (
    account_request,
    draft,
    leaving,
    passkey,
    practitioner,
    provider,
    second_factor,
    session,
    sign_in_address,
)

urlpatterns = [
    *account,
    path("drafts/<slug:form>/<str:subject>/", draft.save, name="draft_save"),
    path("drafts/<slug:form>/<str:subject>/throw-away/", draft.throw_away, name="draft_throw_away"),
    path("sign-in-time/", session.time, name="account_sign_in_time"),
    path("account/passkeys/", passkey.index, name="passkey_index"),
    path("account/passkeys/add/", passkey.add, name="passkey_add"),
    path("account/passkeys/<int:passkey_id>/", passkey.rename, name="passkey_rename"),
    path("account/passkeys/<int:passkey_id>/remove/", passkey.remove, name="passkey_remove"),
    path("account/sign-ins/", session.index, name="session_index"),
    path("account/sign-ins/others/end/", session.end_others, name="session_end_others"),
    path("account/sign-ins/<int:session_id>/end/", session.end, name="session_end"),
    path("settings/account-requests/", account_request.index, name="account_request_index"),
    path(
        "settings/account-requests/<uuid:account_request_id>/approve/",
        account_request.approve,
        name="account_request_approve",
    ),
    path(
        "settings/account-requests/<uuid:account_request_id>/refuse/",
        account_request.refuse,
        name="account_request_refuse",
    ),
    path(
        "settings/practitioners/<uuid:practitioner_id>/invite/",
        practitioner.invite,
        name="practitioner_invite",
    ),
    path("settings/sign-in/", provider.index, name="provider_index"),
    path("settings/sign-in/<uuid:organisation_id>/", provider.change, name="provider_change"),
    path("settings/identities/<uuid:identity_id>/untie/", provider.untie, name="identity_untie"),
    path("settings/practitioners/", practitioner.index, name="practitioner_index"),
    path("settings/practitioners/unused/", practitioner.unused, name="practitioner_unused"),
    path("settings/practitioners/<uuid:practitioner_id>/stay/", leaving.stay, name="practitioner_stay"),
    path("settings/practitioners/add/", practitioner.add, name="practitioner_add"),
    path("settings/practitioners/<uuid:practitioner_id>/", practitioner.page, name="practitioner_page"),
    path("settings/practitioners/<uuid:practitioner_id>/join/", practitioner.join, name="practitioner_join"),
    path("settings/practitioners/<uuid:practitioner_id>/leave/", leaving.leave, name="practitioner_leave"),
    path(
        "settings/practitioners/<uuid:practitioner_id>/sign-out/",
        practitioner.sign_out,
        name="practitioner_sign_out",
    ),
    path(
        "settings/practitioners/<uuid:practitioner_id>/second-factor/",
        second_factor.take_away,
        name="second_factor_take_away",
    ),
    path(
        "settings/practitioners/<uuid:practitioner_id>/address/",
        sign_in_address.correct,
        name="sign_in_address_correct",
    ),
    path(
        "settings/memberships/<uuid:organisation_membership_id>/",
        practitioner.change,
        name="membership_change",
    ),
    path(
        "settings/memberships/<uuid:organisation_membership_id>/end/", practitioner.end, name="membership_end"
    ),
]
