"""Figures in the contract's shape."""

from fractions import Fraction

from baton.insight.rules.figure import Count, Mean, Share, nested


def test_shares_and_means_of_nothing_have_no_value() -> None:
    assert Share(0, 0, "d").as_json()["value"] is None
    assert Mean(0, 0, "d").as_json()["value"] is None


def test_nothing_is_rounded() -> None:
    assert Share(2, 3, "d").value == 2 / 3
    assert Mean(Fraction(1, 3), 2, "d").as_json() == {
        "kind": "mean",
        "value": 1 / 6,
        "numerator": 1 / 3,
        "denominator": 2,
        "definition": "d",
    }
    assert Mean(34, 1, "d").as_json()["numerator"] == 34


def test_codes_nest_by_their_dots() -> None:
    one = Count(1, "d")

    assert nested({"enquiries.total": one, "enquiries.by_source.school": one}) == {
        "enquiries": {"total": one.as_json(), "by_source": {"school": one.as_json()}}
    }
    assert one.as_json() == {"kind": "count", "value": 1, "definition": "d"}
