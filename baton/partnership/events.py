"""What the journal says of the partnership's people and profile."""

from baton.journal.events import EventKind, register

register(
    "partnership",
    [
        EventKind("partnership.practitioner_added", "Sign-in made", "people who sign in"),
        EventKind("partnership.leaving_planned", "Last day planned", "people who sign in"),
        EventKind("partnership.leaving_called_off", "Stays after all", "people who sign in"),
        EventKind("partnership.practitioner_left", "Access ended: left", "people who sign in"),
        EventKind("partnership.membership_began", "Joined an organisation", "people who sign in"),
        EventKind("partnership.membership_changed", "Roles changed", "people who sign in"),
        EventKind("partnership.membership_ended", "Left an organisation", "people who sign in"),
        EventKind("partnership.organisation_added", "Organisation added", "settings"),
        EventKind("partnership.profile_loaded", "Partnership profile loaded", "settings"),
        EventKind("partnership.passkey_added", "Passkey added", "people who sign in"),
        EventKind("partnership.passkey_renamed", "Passkey renamed", "people who sign in"),
        EventKind("partnership.passkey_removed", "Passkey removed", "people who sign in"),
        EventKind("partnership.second_factor_taken", "Second factor taken away", "people who sign in"),
        EventKind("partnership.address_corrected", "E-mail address corrected", "people who sign in"),
        EventKind("partnership.account_asked", "Account asked for", "people who sign in"),
        EventKind("partnership.account_approved", "Account approved", "people who sign in"),
        EventKind("partnership.account_refused", "Account refused", "people who sign in"),
        EventKind(
            "partnership.account_requests_forgotten", "Old account requests deleted", "people who sign in"
        ),
        EventKind("partnership.invited", "Invited to sign in", "people who sign in"),
        EventKind("partnership.provider_added", "Organisation's own sign-in named", "settings"),
        EventKind("partnership.provider_changed", "Organisation's own sign-in changed", "settings"),
        EventKind("partnership.identity_tied", "Work account tied", "people who sign in"),
        EventKind("partnership.identity_untied", "Work account untied", "people who sign in"),
        EventKind("partnership.sessions_ended", "Sign-ins ended", "people who sign in"),
        EventKind("partnership.declared", "Said whom they may not see", "people who sign in"),
        EventKind("partnership.signed_in", "Signed in", "people who sign in"),
    ],
)
