"""Reading what people write when they do not know, and telling a mobile from a landline."""

import pytest

from baton.frontdoor.rules.said import is_mobile, known


@pytest.mark.parametrize(
    "text", ["not known", "Not known.", "N/A", "don’t know", "unknown", "  no idea ", ""]
)
def test_what_is_not_known_is_nothing(text: str) -> None:
    assert known(text) == ""


def test_what_is_known_stays() -> None:
    assert known(" 1 High Street ") == "1 High Street"


@pytest.mark.parametrize(
    ("number", "mobile"),
    [
        ("07700 900123", True),
        ("+44 7700 900123", True),
        ("0044 7700 900123", True),
        ("01302 700700", False),
        ("", False),
    ],
)
def test_a_mobile_begins_with_07(number: str, mobile: bool) -> None:
    assert is_mobile(number) is mobile
