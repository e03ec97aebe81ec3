"""Who is asked whom they know, and when again."""

from datetime import UTC, datetime

import pytest

from baton.partnership.rules.declaring import may_declare, must_declare
from baton.partnership.rules.roles import Role

NOW = datetime(2026, 9, 14, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("declared_at", "months", "due"),
    [
        (None, 12, True),
        (None, None, False),
        (datetime(2025, 9, 15, 10, tzinfo=UTC), 12, False),
        (datetime(2025, 9, 14, 23, tzinfo=UTC), 12, True),
        (datetime(2020, 1, 1, tzinfo=UTC), None, False),
    ],
)
def test_it_is_due_at_first_and_when_the_months_are_over(declared_at, months, due):
    assert must_declare([Role.PRACTITIONER], declared_at=declared_at, now=NOW, months=months) is due


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ([Role.AUDITOR], True),
        ([Role.HUB_SCREENER, Role.SYSTEM_ADMINISTRATOR], False),
        ([Role.ANALYST, Role.BOARD_MEMBER], False),
        ([], False),
    ],
)
def test_only_whoever_is_shown_families_is_asked(roles, may):
    assert may_declare(roles) is may
    assert must_declare(roles, declared_at=None, now=NOW, months=12) is may
