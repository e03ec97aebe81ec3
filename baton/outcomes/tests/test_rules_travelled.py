"""Distance travelled: order of readings, areas in common, direction, period."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from baton.outcomes.rules.travelled import (
    Scored,
    Stage,
    Verdict,
    mean,
    sittings,
    standing,
    travelled,
    verdict,
)
from baton.partnership.rules.profile_codes import Better


def scored(day: str, stage: str, area: str, score: str) -> Scored:
    return Scored(date.fromisoformat(day), Stage(stage), area, Decimal(score))


def test_a_single_reading_is_no_distance():
    assert travelled([scored("2026-01-05", "initial", "safety", "3")], Better.HIGHER) is None


def test_no_reading_is_no_distance():
    assert travelled([], Better.HIGHER) is None


def test_first_and_last_of_three_count():
    readings = [
        scored("2026-03-05", "closure", "safety", "7"),
        scored("2026-01-05", "initial", "safety", "3"),
        scored("2026-02-05", "review", "safety", "9"),
    ]

    change = travelled(readings, Better.HIGHER)

    assert (change.before, change.after, change.verdict) == (3, 7, Verdict.IMPROVED)


@pytest.mark.parametrize("order", [("initial", "review"), ("review", "closure"), ("initial", "closure")])
def test_on_one_day_the_stage_decides_the_order(order):
    readings = [
        scored("2026-01-05", order[1], "safety", "8"),
        scored("2026-01-05", order[0], "safety", "2"),
    ]

    change = travelled(readings, Better.HIGHER)

    assert (change.first.stage, change.last.stage) == order
    assert change.verdict is Verdict.IMPROVED


def test_only_areas_scored_both_times_count():
    readings = [
        scored("2026-01-05", "initial", "safety", "4"),
        scored("2026-01-05", "initial", "wellbeing", "1"),
        scored("2026-02-05", "review", "safety", "4"),
        scored("2026-02-05", "review", "school", "10"),
    ]

    change = travelled(readings, Better.HIGHER)

    assert change.areas == ("safety",)
    assert change.verdict is Verdict.SAME


def test_no_area_in_common_is_no_distance():
    readings = [
        scored("2026-01-05", "initial", "safety", "4"),
        scored("2026-02-05", "review", "wellbeing", "9"),
    ]

    assert travelled(readings, Better.HIGHER) is None


def test_the_mean_of_several_areas_is_exact():
    readings = [
        scored("2026-01-05", "initial", "safety", "1"),
        scored("2026-01-05", "initial", "wellbeing", "2"),
        scored("2026-01-05", "initial", "school", "2"),
        scored("2026-02-05", "closure", "safety", "2"),
        scored("2026-02-05", "closure", "wellbeing", "2"),
        scored("2026-02-05", "closure", "school", "1"),
    ]

    change = travelled(readings, Better.HIGHER)

    assert change.before == change.after == Fraction(5, 3)
    assert change.verdict is Verdict.SAME


def test_the_last_reading_must_be_taken_in_the_period():
    readings = [
        scored("2026-01-05", "initial", "safety", "4"),
        scored("2026-02-05", "review", "safety", "6"),
        scored("2026-04-05", "closure", "safety", "3"),
    ]

    def change(since: str, until: str):
        return travelled(
            readings, Better.HIGHER, since=date.fromisoformat(since), until=date.fromisoformat(until)
        )

    assert change("2026-02-05", "2026-02-05").verdict is Verdict.IMPROVED
    assert change("2026-02-06", "2026-04-04") is None
    assert change("2026-04-01", "2026-04-30").verdict is Verdict.WORSE
    assert change("2026-01-01", "2026-01-31") is None


@pytest.mark.parametrize(
    ("before", "after", "better", "expected"),
    [
        (3, 4, Better.HIGHER, Verdict.IMPROVED),
        (4, 3, Better.HIGHER, Verdict.WORSE),
        (3, 4, Better.LOWER, Verdict.WORSE),
        (4, 3, Better.LOWER, Verdict.IMPROVED),
        (4, 4, Better.LOWER, Verdict.SAME),
    ],
)
def test_the_tool_says_which_way_is_better(before, after, better, expected):
    assert verdict(Fraction(before), Fraction(after), better) is expected


def test_an_area_scored_twice_at_one_sitting_counts_by_its_mean():
    [sitting] = sittings(
        [scored("2026-01-05", "initial", "safety", "4"), scored("2026-01-05", "initial", "safety", "7")]
    )

    assert sitting.scores == {"safety": Fraction(11, 2)}


def test_mean_takes_decimals_exactly():
    assert mean([Decimal("0.1"), Decimal("0.2")]) == Fraction(3, 20)


def test_standing_is_the_last_score_of_each_area():
    found = sittings(
        [
            scored("2026-01-05", "initial", "safety", "4"),
            scored("2026-01-05", "initial", "wellbeing", "5"),
            scored("2026-02-05", "review", "safety", "6"),
        ]
    )

    assert standing(found) == {"safety": (date(2026, 2, 5), 6), "wellbeing": (date(2026, 1, 5), 5)}
