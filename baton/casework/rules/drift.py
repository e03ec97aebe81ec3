"""Drift: the signs that nothing moves in a case.

Source: requirements R123 (no update, no review, open too long) and context/early-help.md, step 9. The
documents give no number of days for "no contact"; `QUIET_DAYS` is ours.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# Four weeks: the lower end of the interval between meetings in requirements R145. Ours.
QUIET_DAYS = 28


class Drift(StrEnum):
    """A sign that a case drifts."""

    NO_CONTACT = "no_contact"
    NO_REVIEW = "no_review"
    OVERDUE_ACTIONS = "overdue_actions"
    OPEN_LONG = "open_long"


DRIFT_LABELS = {
    Drift.NO_CONTACT: "Nothing recorded",
    Drift.NO_REVIEW: "The team has not met",
    Drift.OVERDUE_ACTIONS: "Actions are overdue",
    Drift.OPEN_LONG: "Open, longer than usual,",
}

DRIFT_ADVICE = {
    Drift.NO_CONTACT: "Get in touch with the family and record it.",
    Drift.NO_REVIEW: "Hold a meeting, or record the one that was held.",
    Drift.OVERDUE_ACTIONS: "Ask the owners; mark as done, give a new date, or drop with a reason.",
    Drift.OPEN_LONG: "Review with your manager: close, step down, or say why support goes on.",
}


@dataclass(frozen=True)
class Limits:
    """After how many days something counts as drift; `None` = this sign is not used."""

    meeting_days: int
    quiet_days: int | None = QUIET_DAYS
    open_days: int | None = None


@dataclass(frozen=True)
class CaseFacts:
    """What has happened in an open case so far; no activity and no meeting count from its opening."""

    opened_on: date
    last_activity_on: date | None
    last_meeting_on: date | None
    first_overdue_on: date | None
    expects_meetings: bool = True


@dataclass(frozen=True)
class Sign:
    """One sign of drift, and the day since which nothing has moved: the last contact, the last meeting, the opening."""

    drift: Drift
    since: date


def signs(facts: CaseFacts, limits: Limits, today: date) -> tuple[Sign, ...]:
    """Return the signs of drift in a case, as it stands on `today`.

    A case of one service alone holds no team meetings (`expects_meetings`); all else holds for it too.
    """
    begun = facts.opened_on
    counted = (
        (Drift.NO_CONTACT, facts.last_activity_on or begun, limits.quiet_days),
        (
            Drift.NO_REVIEW,
            facts.last_meeting_on or begun,
            limits.meeting_days if facts.expects_meetings else None,
        ),
        (Drift.OVERDUE_ACTIONS, facts.first_overdue_on, 0),
        (Drift.OPEN_LONG, begun, limits.open_days),
    )
    return tuple(
        Sign(drift, since)
        for drift, since, days in counted
        if since is not None and days is not None and since + timedelta(days) < today
    )
