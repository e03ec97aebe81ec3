"""What a score may be."""

from datetime import date
from decimal import Decimal

import pytest

from baton.outcomes.rules.scale import Fault, fault

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("scores", "taken_on", "expected"),
    [
        ({"safety": 0, "wellbeing": 10}, TODAY, None),
        ({"safety": Decimal("9.5")}, date(2026, 5, 3), None),
        ({}, TODAY, Fault.NOTHING_SCORED),
        ({"school": 3}, TODAY, Fault.UNKNOWN_AREA),
        ({"safety": -1}, TODAY, Fault.OUTSIDE_SCALE),
        ({"safety": Decimal("10.01")}, TODAY, Fault.OUTSIDE_SCALE),
        ({"safety": 3}, date(2026, 5, 5), Fault.IN_FUTURE),
    ],
)
def test_what_a_score_may_be(scores, taken_on, expected):
    found = fault(scores, areas=["safety", "wellbeing"], low=0, high=10, taken_on=taken_on, today=TODAY)

    assert found is expected
