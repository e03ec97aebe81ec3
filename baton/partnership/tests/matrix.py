"""Who may open the partnership's own pages."""

from baton.partnership.matrix import EVERYBODY, Page
from baton.partnership.rules.roles import Role

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR.value})
DECIDERS = ADMINISTRATORS | {Role.TEAM_MANAGER.value}

MATRIX = [
    *(
        Page(name, public=True)
        for name in (
            "account_login",
            "account_logout",
            "account_signup",
            "account_inactive",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
            "mfa_authenticate",
            "passkey_sign_in",
            "provider_choose",
            "account_request_ask",
            "account_request_sent",
            "account_provider_start",
            "account_provider_back",
        )
    ),
    *(
        Page(name, who=EVERYBODY)
        for name in (
            "mfa_index",
            "mfa_reauthenticate",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "account_change_password",
            "account_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "account_provider_again",
            "passkey_index",
            "passkey_add",
            "passkey_rename",
            "passkey_remove",
            "session_index",
            "session_end",
            "session_end_others",
        )
    ),
    *(
        Page(name, who=ADMINISTRATORS)
        for name in ("practitioner_index", "practitioner_add", "practitioner_unused")
    ),
    *(
        Page(name, on="practitioner", who=ADMINISTRATORS)
        for name in (
            "practitioner_page",
            "practitioner_join",
            "practitioner_sign_out",
            "practitioner_invite",
            "second_factor_take_away",
            "sign_in_address_correct",
        )
    ),
    *(Page(name, on="practitioner", who=DECIDERS) for name in ("practitioner_leave", "practitioner_stay")),
    Page("account_request_index", who=DECIDERS),
    *(
        Page(name, on="account_request", who=DECIDERS)
        for name in ("account_request_approve", "account_request_refuse")
    ),
    Page("provider_index", who=ADMINISTRATORS),
    Page("provider_change", on="organisation", who=ADMINISTRATORS),
    Page("identity_untie", on="identity", who=ADMINISTRATORS),
    Page("draft_save", on="draft", who=EVERYBODY, method="post"),
    Page("draft_throw_away", on="draft", who=EVERYBODY),
    Page("account_sign_in_time", who=EVERYBODY),
    *(Page(name, on="membership", who=ADMINISTRATORS) for name in ("membership_change", "membership_end")),
]
