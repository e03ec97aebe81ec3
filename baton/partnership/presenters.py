"""What the partnership's own pages show, where a template would need logic."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

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
