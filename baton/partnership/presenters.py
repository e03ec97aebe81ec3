"""What the partnership's own pages show, where a template would need logic."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from baton.partnership.models import Practitioner
from baton.partnership.rules.device import device


@dataclass(frozen=True)
class SessionLine:
    """One sign-in: on what, since when, last seen when, and whether it is the one that asks."""

    id: int
    device: str
    began_at: datetime
    seen_at: datetime
    is_here: bool


def session_lines(sessions: list[UserSession], *, here: str) -> list[SessionLine]:
    """Present sign-ins, the one whose session key is `here` first."""
    lines = [
        SessionLine(
            id=each.pk,
            device=device(each.user_agent),
            began_at=each.created_at,
            seen_at=each.last_seen_at,
            is_here=each.session_key == here,
        )
        for each in sessions
    ]
    return sorted(lines, key=lambda line: not line.is_here)


def second_factor_words(practitioner: Practitioner) -> list[str]:
    """Say what somebody's second factor is: an app, passkeys, recovery codes; nothing where they have none."""
    kinds = list(Authenticator.objects.filter(user_id=practitioner.pk).values_list("type", flat=True))
    passkeys = kinds.count(Authenticator.Type.WEBAUTHN)
    return [
        *(["an authenticator app"] if Authenticator.Type.TOTP in kinds else []),
        *([f"{passkeys} passkeys" if passkeys > 1 else "a passkey"] if passkeys else []),
        *(["recovery codes"] if Authenticator.Type.RECOVERY_CODES in kinds else []),
    ]
