"""An event's data holds ids, codes, numbers and dates, and neither names nor text."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.journal.rules import LONGEST_CODE, NotACode, coded


class Outcome(StrEnum):
    ASSESSMENT = "assessment"


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ({}, {}),
        ({"outcome": Outcome.ASSESSMENT, "level": 3}, {"outcome": "assessment", "level": 3}),
        ({"agency": UUID(int=1)}, {"agency": "00000000-0000-0000-0000-000000000001"}),
        ({"on": date(2026, 6, 3)}, {"on": "2026-06-03"}),
        ({"at": datetime(2026, 6, 3, 12, 5, tzinfo=UTC)}, {"at": "2026-06-03T12:05:00+00:00"}),
        ({"score": Decimal("7.50"), "share": 0.5}, {"score": "7.50", "share": 0.5}),
        ({"was": None, "first": True, "none": ""}, {"was": None, "first": True, "none": ""}),
        ({"reference": "E-7F3K2M", "outcode": "DN4"}, {"reference": "E-7F3K2M", "outcode": "DN4"}),
        ({"needs": {"sleep", "debt"}}, {"needs": ["debt", "sleep"]}),
        ({"roles": ("lead", {"from": date(2026, 1, 1)})}, {"roles": ["lead", {"from": "2026-01-01"}]}),
    ],
)
def test_codes_are_kept_as_plain_json(given_, kept):
    assert coded(given_) == kept
    assert json.loads(json.dumps(kept)) == kept


@pytest.mark.parametrize(
    "value",
    [
        "Smith",
        "O'Brien",
        "Anne-Marie",
        "two words",
        "a\nb",
        "Amélie",
        "x" * (LONGEST_CODE + 1),
        b"bytes",
        object(),
    ],
)
def test_names_and_text_are_refused(value):
    with pytest.raises(NotACode, match=r"'data\.people\[0\]' of the event .* record the row's id instead"):
        coded({"people": [value]})


@pytest.mark.parametrize("key", ["Anne Smith", "", 5])
def test_keys_are_codes_too(key):
    with pytest.raises(NotACode):
        coded({key: 1})


@given(before=st.text(max_size=10), after=st.text(max_size=10), space=st.sampled_from(" \t\n\u00a0"))
def test_nothing_with_a_space_passes(before, after, space):
    with pytest.raises(NotACode):
        coded(before + space + after)
