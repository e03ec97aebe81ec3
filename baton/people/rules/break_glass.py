"""Breaking the glass: a restricted record opened in an emergency, for a while, and looked at afterwards.

Source: architecture rule 6; research ux-security, part 4 (reason, fresh sign-in, limited time, alert, review). A sealed
record is never opened so: to everybody not named on it, it does not exist.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from baton.partnership.rules.profile_restricted import BreakGlass
from baton.partnership.rules.roles import Role
from baton.people.rules.restriction import MAY_UNSEAL
from baton.people.rules.scope import SEES_NOBODY

REVIEWS_USES = MAY_UNSEAL
"""Who is told of each use and looks at it: safeguarding leads and information governance officers."""


class Verdict(StrEnum):
    """What somebody found who looked at a use."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


VERDICT_LABELS = {
    Verdict.JUSTIFIED: "It was justified",
    Verdict.NOT_JUSTIFIED: "It was not justified",
}
VERDICT_MEANS = {
    Verdict.JUSTIFIED: "The reason holds, and what was looked at fits it.",
    Verdict.NOT_JUSTIFIED: "Speak with the practitioner and their manager; write down what you agreed.",
}


def may_break(roles: Iterable[Role], rule: BreakGlass) -> bool:
    """Say whether somebody with these roles may break the glass, as the partnership decides."""
    held = frozenset(roles)
    return bool(held & frozenset(rule.roles)) and bool(rule.reasons) and not held & SEES_NOBODY


def ends_at(at: datetime, rule: BreakGlass) -> datetime:
    """Return when a record opened at `at` closes by itself."""
    return at + timedelta(minutes=rule.minutes)


def minutes_left(until: datetime, now: datetime) -> int:
    """Return the minutes left, a begun one counted whole; none once the end has come."""
    return max(0, -((now - until) // timedelta(minutes=1)))
