"""Open, restricted and sealed families: who may set it, from what to what, and when it is looked at again."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from baton.core.rules.moments import months_later
from baton.partnership.rules.profile_restricted import RestrictedRecords
from baton.partnership.rules.roles import Role


class Restriction(StrEnum):
    """How closely a family's record is kept."""

    OPEN = "open"
    RESTRICTED = "restricted"
    SEALED = "sealed"


RESTRICTION_LABELS = {
    Restriction.OPEN: "Open",
    Restriction.RESTRICTED: "Restricted",
    Restriction.SEALED: "Sealed",
}

RESTRICTION_MEANS = {
    Restriction.OPEN: "Everybody whose work covers this family may open it.",
    Restriction.RESTRICTED: (
        "Only people working with this family, safeguarding leads and information governance officers "
        "may open it. "
        "Others whose work would cover it are told whom to ask."
    ),
    Restriction.SEALED: "Only people named here may open it. To everybody else it does not exist.",
}

MAY_RESTRICT = frozenset({Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER, Role.HUB_MANAGER})
"""Who may restrict a record, and open it again where they can still see it (issue 2, part 4; the roles are
ours).
"""

MAY_UNSEAL = frozenset({Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER})
"""Who may seal a record, and unseal it where they are named on it (ours)."""


def may_change(roles: Iterable[Role], *, now: Restriction, then: Restriction) -> bool:
    """Say whether somebody with these roles may change a family that they can see from one state to
    another.
    """
    if now == then:
        return False
    needed = MAY_UNSEAL if Restriction.SEALED in (now, then) else MAY_RESTRICT
    return bool(needed & frozenset(roles))


def review_day(restriction: Restriction, today: date, rule: RestrictedRecords) -> date | None:
    """Return the day by which a record restricted or sealed today is looked at again; none for an open one.

    Source: research ux-security, part 4 (a rolling review every 90 days); the months are the partnership's.
    """
    if restriction == Restriction.OPEN:
        return None
    sealed = restriction == Restriction.SEALED
    return months_later(today, rule.sealed_review_months if sealed else rule.review_months)


def end_of_month(today: date) -> date:
    """Return the last day of a day's month: what is due by then stands on the month's list."""
    return months_later(today.replace(day=1), 1) - timedelta(days=1)
