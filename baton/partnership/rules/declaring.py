"""Who is asked whom they know, and when: at the first sign-in, and again after the months of the profile."""

from collections.abc import Iterable
from datetime import datetime

from baton.core.rules.moments import months_later
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES, Role

DECLARES = WORKS_WITH_FAMILIES | {Role.GOVERNANCE_OFFICER, Role.AUDITOR}
"""Whoever may be shown a family's record (`people.rules.scope`)."""


def may_declare(roles: Iterable[Role]) -> bool:
    """Say whether somebody with these roles is shown families; a system administrator never is."""
    held = frozenset(roles)
    return bool(held & DECLARES) and Role.SYSTEM_ADMINISTRATOR not in held


def must_declare(
    roles: Iterable[Role], *, declared_at: datetime | None, now: datetime, months: int | None
) -> bool:
    """Say whether somebody is to declare now: they never have, or it was `months` ago; never where those are unset."""
    if months is None or not may_declare(roles):
        return False
    return declared_at is None or months_later(declared_at.date(), months) <= now.date()
