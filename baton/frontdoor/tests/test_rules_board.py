"""Which card of the board stands first."""

import pytest

from baton.frontdoor.rules.board import Place, place
from baton.frontdoor.rules.enquiry import Urgency


@pytest.mark.parametrize(
    ("urgency", "is_late", "where"),
    [
        (Urgency.TODAY, True, Place.TODAY),
        (Urgency.TODAY, False, Place.TODAY),
        (Urgency.SOON, True, Place.LATE),
        (Urgency.ROUTINE, True, Place.LATE),
        (Urgency.SOON, False, Place.SOON),
        (Urgency.ROUTINE, False, Place.ROUTINE),
    ],
)
def test_urgent_today_comes_before_late_and_late_before_what_can_wait(
    urgency: Urgency, is_late: bool, where: Place
) -> None:
    assert place(urgency, is_waiting=True, is_late=is_late) is where
    assert list(Place) == sorted(Place)


@pytest.mark.parametrize("urgency", list(Urgency))
def test_what_is_decided_has_no_clock_any_more(urgency: Urgency) -> None:
    assert place(urgency, is_waiting=False, is_late=True) is Place.DECIDED
