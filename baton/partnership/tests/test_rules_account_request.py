"""Which roles whom may give, and that every refusal has its words."""

import pytest

from baton.partnership.rules.account_request import (
    REFUSAL_TOLD,
    REFUSAL_WORDS,
    TRANSITIONS,
    Refusal,
    RequestState,
    roles_to_give,
)
from baton.partnership.rules.roles import Role


def test_a_manager_gives_what_reaches_no_further_than_the_organisation() -> None:
    assert roles_to_give(frozenset({Role.TEAM_MANAGER})) == {Role.PRACTITIONER, Role.TEAM_MANAGER}


def test_a_system_administrator_gives_every_role() -> None:
    assert roles_to_give(frozenset({Role.SYSTEM_ADMINISTRATOR})) == set(Role)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.TEAM_MANAGER, Role.SYSTEM_ADMINISTRATOR}))
def test_nobody_else_gives_any(role: Role) -> None:
    assert roles_to_give(frozenset({role})) == frozenset()


def test_every_refusal_is_said_to_both_sides() -> None:
    assert set(REFUSAL_WORDS) == set(REFUSAL_TOLD) == set(Refusal)


def test_what_is_decided_stays_so() -> None:
    assert {state for state in RequestState if TRANSITIONS[state]} == {RequestState.WAITING}
