"""What somebody may choose for each kind of notice."""

import pytest

from baton.notices.rules.kind import OFFERS, Kind, Way, way_of


def test_safety_and_the_days_message_come_at_once_whatever_was_chosen() -> None:
    assert {way_of(kind, {kind: "never"}) for kind in (Kind.SAFETY, Kind.DIGEST)} == {Way.AT_ONCE}


@pytest.mark.parametrize("kind", list(OFFERS))
def test_what_is_offered_holds_and_nothing_else_does(kind: Kind) -> None:
    for way in Way:
        assert way_of(kind, {kind: way}) == (way if way in OFFERS[kind].ways else OFFERS[kind].usual)
    assert way_of(kind, {}) == OFFERS[kind].usual
    assert way_of(kind, {kind: "carrier pigeon"}) == OFFERS[kind].usual


def test_what_others_wait_for_is_never_switched_off() -> None:
    assert {kind for kind in OFFERS if Way.NEVER in OFFERS[kind].ways} == {Kind.WORK, Kind.NEWS, Kind.LATE}
