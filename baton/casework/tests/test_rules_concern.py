"""Which scores may mean that a child is at risk of significant harm."""

from decimal import Decimal

import pytest

from baton.casework.rules.concern import concern
from baton.partnership.rules.profile_assessment import Area, Tool
from baton.partnership.rules.profile_codes import Better
from baton.partnership.rules.profile_listing import Listing

WORDS = "Not safe."


def tools(better: Better, concern_at: int | None) -> Listing[Tool]:
    area = Area(code="safety", label="Safety", concern_at=concern_at, concern_words=WORDS)
    areas = Listing((area, Area(code="mood", label="Mood")))
    return Listing((Tool(code="scaling", label="Scaling", areas=areas, low=0, high=10, better=better),))


@pytest.mark.parametrize(
    ("better", "at", "score", "raised"),
    [
        (Better.HIGHER, 0, 0, True),
        (Better.HIGHER, 0, Decimal("0.5"), False),
        (Better.HIGHER, 2, "1,5", True),
        (Better.HIGHER, 2, " 2 ", True),
        (Better.HIGHER, 2, 3, False),
        (Better.LOWER, 8, 8, True),
        (Better.LOWER, 8, "10", True),
        (Better.LOWER, 8, 7, False),
        (Better.HIGHER, 0, "-1", False),
        (Better.LOWER, 8, "11", False),
        (Better.HIGHER, 0, "none", False),
        (Better.HIGHER, 0, "NaN", False),
        (Better.HIGHER, 0, None, False),
        (Better.HIGHER, None, 0, False),
    ],
)
def test_a_score_at_the_threshold_or_worse_raises_a_concern(better, at, score, raised):
    assert concern(tools(better, at), "scaling.safety", score) == (WORDS if raised else "")


@pytest.mark.parametrize("measures", ["scaling.mood", "scaling.none", "none.safety", ""])
def test_an_area_without_a_threshold_raises_none(measures):
    assert concern(tools(Better.HIGHER, 0), measures, 0) == ""
