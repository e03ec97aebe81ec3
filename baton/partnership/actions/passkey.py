"""Passkeys are added, named and removed by their owner."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn

from baton import journal
from baton.core.wall import deed
from baton.partnership.models import Practitioner


@deed
def add_passkey(
    *, practitioner: Practitioner, name: str, credential: dict[str, Any], at: datetime
) -> Authenticator:
    """Keep a passkey whose answer holds (`passkeys.check_new`); with the first second factor come recovery codes."""
    passkey: Authenticator = WebAuthn.add(practitioner, name, credential).instance
    codes = Authenticator.objects.filter(user_id=practitioner.pk, type=Authenticator.Type.RECOVERY_CODES)
    if not codes.exists():
        RecoveryCodes.activate(practitioner)
    journal.record("partnership.passkey_added", at=at, by=practitioner, subject=practitioner)
    return passkey


@deed
def rename_passkey(
    *, passkey: Authenticator, name: str, practitioner: Practitioner, at: datetime
) -> Authenticator:
    """Give a passkey another name, by which its owner knows it."""
    passkey = Authenticator.objects.select_for_update().get(pk=passkey.pk, user_id=practitioner.pk)
    passkey.wrap().name = name
    passkey.save(update_fields=["data"])
    journal.record("partnership.passkey_renamed", at=at, by=practitioner, subject=practitioner)
    return passkey


@deed
def remove_passkey(*, passkey: Authenticator, practitioner: Practitioner, at: datetime) -> None:
    """Remove a passkey, which signs nobody in from now on; recovery codes go with the last second factor."""
    mine = Authenticator.objects.filter(user_id=practitioner.pk)
    mine.filter(pk=passkey.pk).delete()
    if not mine.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        mine.delete()
    journal.record("partnership.passkey_removed", at=at, by=practitioner, subject=practitioner)
