"""Breaking the glass: who may, until when, how much time is left."""

from datetime import UTC, datetime, timedelta

import pytest

from baton.partnership.rules.profile_item import Item
from baton.partnership.rules.profile_listing import Listing
from baton.partnership.rules.profile_restricted import BreakGlass
from baton.partnership.rules.roles import Role
from baton.people.rules.break_glass import ends_at, may_break, minutes_left

NOW = datetime(2026, 11, 2, 22, 15, tzinfo=UTC)
REASONS = Listing((Item(code="danger", label="A child may be in danger"),))
RULE = BreakGlass(roles=(Role.HUB_MANAGER,), minutes=45, reasons=REASONS)


@pytest.mark.parametrize(
    ("roles", "rule", "may"),
    [
        ({Role.HUB_MANAGER}, RULE, True),
        ({Role.HUB_MANAGER, Role.ANALYST}, RULE, True),
        ({Role.HUB_SCREENER}, RULE, False),
        ({Role.HUB_MANAGER, Role.SYSTEM_ADMINISTRATOR}, RULE, False),
        ({Role.HUB_MANAGER}, BreakGlass(roles=(Role.HUB_MANAGER,)), False),
        ({Role.HUB_MANAGER}, BreakGlass(reasons=REASONS), False),
        (set(), RULE, False),
    ],
)
def test_the_partnership_says_whose_role_allows_it(roles: set[Role], rule: BreakGlass, may: bool) -> None:
    assert may_break(roles, rule) is may


def test_it_ends_by_itself() -> None:
    assert ends_at(NOW, RULE) == NOW + timedelta(minutes=45)


@pytest.mark.parametrize(("seconds", "minutes"), [(2700, 45), (2641, 45), (61, 2), (1, 1), (0, 0), (-5, 0)])
def test_a_begun_minute_counts_whole(seconds: int, minutes: int) -> None:
    assert minutes_left(NOW + timedelta(seconds=seconds), NOW) == minutes
