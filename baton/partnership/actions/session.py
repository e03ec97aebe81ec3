"""Sign-ins are ended before their time: one's own elsewhere, or all of somebody who lost a device or leaves."""

from collections.abc import Sequence
from datetime import datetime

from allauth.usersessions.models import UserSession

from baton import journal
from baton.core.wall import deed
from baton.partnership.models import Practitioner


@deed
def end_sessions(
    *, practitioner: Practitioner, sessions: Sequence[UserSession], by: Practitioner | None, at: datetime
) -> int:
    """End these sign-ins of somebody with the next request, and return how many there were (ASVS 5.0 7.4.5, 7.5.2).

    Raises `ValueError` where one is somebody else's.
    """
    if any(session.user_id != practitioner.pk for session in sessions):
        raise ValueError("A sign-in of somebody else")
    for session in sessions:
        session.end()
    if sessions:
        journal.record(
            "partnership.sessions_ended", at=at, by=by, subject=practitioner, data={"count": len(sessions)}
        )
    return len(sessions)


@deed
def end_all_sessions(*, practitioner: Practitioner, by: Practitioner | None, at: datetime) -> int:
    """End every sign-in of somebody, and return how many there were."""
    sessions = list(UserSession.objects.filter(user_id=practitioner.pk))
    return end_sessions(practitioner=practitioner, sessions=sessions, by=by, at=at)
