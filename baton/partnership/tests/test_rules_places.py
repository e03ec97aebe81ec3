"""Postcodes as people type them, and which locality they fall in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.partnership.rules.places import Postcode, locality_of, read_postcode
from baton.partnership.rules.profile_partners import Outcode, Postcodes

PLACES = Postcodes(
    outcodes={
        "AB1": Outcode(place="Aytown", locality="north"),
        "AB2": Outcode(place="Beetown"),
    },
    sectors={"AB1 9": "south", "AB2 3": "east"},
)


@pytest.mark.parametrize(
    ("typed", "outcode", "incode"),
    [
        ("AB1 2CD", "AB1", "2CD"),
        (" ab12cd ", "AB1", "2CD"),
        ("ab1-2c.d", "AB1", "2CD"),
        ("AB10 2CD", "AB10", "2CD"),
        ("w1a1aa", "W1A", "1AA"),
        ("M1 1AE", "M1", "1AE"),
        ("ab1", "AB1", ""),
        ("EC1A", "EC1A", ""),
    ],
)
def test_a_postcode_is_read_however_it_is_typed(typed: str, outcode: str, incode: str):
    assert read_postcode(typed) == Postcode(outcode, incode)


@pytest.mark.parametrize("typed", ["", "12 High Street", "ABC 1AA", "AB1 2C", "AB1 CD2", "not known"])
def test_what_is_no_postcode_is_none(typed: str):
    assert read_postcode(typed) is None


@given(st.text(max_size=30))
def test_reading_never_fails_and_what_it_reads_reads_again(typed: str):
    read = read_postcode(typed)

    assert read is None or read_postcode(str(read)) == read


@pytest.mark.parametrize(
    ("postcode", "authority", "locality"),
    [
        (Postcode("AB1", "2CD"), "E1", "north"),
        (Postcode("AB1", "9CD"), "E1", "south"),
        (Postcode("AB1", "9CD"), None, "south"),
        (Postcode("AB1"), None, "north"),
        (Postcode("AB2", "3CD"), "E2", "east"),
        (Postcode("AB2", "4CD"), "E1", None),
        (Postcode("ZZ9", "9ZZ"), None, None),
        (Postcode("AB1", "2CD"), "E9", None),
    ],
    ids=[
        "outcode",
        "sector first",
        "area not known",
        "first half",
        "sector only",
        "none named",
        "elsewhere",
        "over the border",
    ],
)
def test_the_sector_decides_before_the_outcode_and_the_border_before_both(
    postcode: Postcode, authority: str | None, locality: str | None
):
    assert locality_of(postcode, PLACES, authority, ("E1", "E2")) == locality
