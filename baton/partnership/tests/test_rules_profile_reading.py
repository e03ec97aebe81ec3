"""Listings, words, colours and the reader, apart from any partnership."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.partnership.rules.profile_changes import compare
from baton.partnership.rules.profile_colour import contrast
from baton.partnership.rules.profile_item import Item
from baton.partnership.rules.profile_listing import Listing, Word
from baton.partnership.rules.profile_reading import Fault, Reader

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80) | st.dates() | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A table for these tests."""

    name: str
    wide: int | None
    things: Listing[Item] = field(default_factory=Listing)


def test_a_listing_answers_by_code():
    listing = Listing(
        (Item(code="a", label="Aye"), Item(code="b", label="Bee", offered=False, family_label="B"))
    )

    assert listing["a"].to_family == "Aye"
    assert listing["b"].to_family == "B"
    assert listing.choices == [("a", "Aye")]
    assert listing.codes == ("a", "b")
    assert "b" in listing
    assert listing.get("c") is None
    assert listing.label("gone_for_good") == "Gone for good"
    assert listing.label("b") == "Bee"
    assert len(listing) == 2
    with pytest.raises(KeyError):
        listing["c"]


@pytest.mark.parametrize(
    ("word", "many", "a", "start"),
    [
        (Word("plan"), "plans", "a plan", "Plan"),
        (Word("enquiry", many="enquiries"), "enquiries", "an enquiry", "Enquiry"),
    ],
)
def test_a_word_has_its_forms(word: Word, many: str, a: str, start: str):
    assert (word.many, word.a, word.start) == (many, a, start)
    assert word.short == word.to_family == str(word)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@given(ANYTHING)
def test_whatever_stands_there_is_read_or_named(value: object):
    faults: list[Fault] = []

    read = Reader("a.toml", faults).read(Shelf, value, "shelf")

    assert isinstance(read, Shelf) != bool(faults)
    assert all(str(fault).startswith("a.toml: shelf") for fault in faults)


@given(st.text(min_size=1, max_size=20), st.integers())
def test_what_fits_is_kept(name: str, wide: int):
    faults: list[Fault] = []
    table = {"name": name, "wide": wide, "things": {"one": "One", "two": {"label": "Two", "offered": False}}}

    read = Reader("a.toml", faults).read(Shelf, table, "")

    assert (read.name, read.wide, read.things.codes, faults) == (name, wide, ("one", "two"), [])
    assert Reader("a.toml", faults).read(Shelf, table | {"wide": "unset"}, "").wide is None


def test_a_profile_cannot_hold_what_no_reader_knows():
    with pytest.raises(TypeError, match="cannot hold"):
        Reader("a.toml", []).read(complex, 1, "x")


def test_changes_say_what_they_are():
    row = {"name": "A", "active": True}

    changes = compare(
        "hubs", wanted={"a": row, "b": row}, present={"b": {"name": "B", "active": True}}, formerly=()
    )

    assert str(changes) == "hubs: 1 created, 1 changed (b)"
    assert changes
    assert str(compare("hubs", wanted={}, present={}, formerly=())) == "hubs: none"


def test_only_what_a_profile_once_held_and_is_in_use_is_retired():
    present = {code: {"active": code != "old"} for code in ("ours", "theirs", "old")}

    changes = compare("hubs", wanted={}, present=present, formerly={"ours", "old", "never"})

    assert changes.retired == ("ours",)
