"""Where postcodes lie, from the data installed, under both shipped profiles."""

import subprocess
import sys

import pytest
from pytest_django import Settings

from baton.partnership import places, profiles
from baton.partnership.rules.places import Known


@pytest.mark.parametrize(
    ("typed", "known", "place", "locality"),
    [
        ("dn1 2aa", Known.POSTCODE, "Doncaster town centre", "central"),
        ("DN4 9AA", Known.POSTCODE, "Balby, Bessacarr and Cantley", "south"),
        ("S64 0AA", Known.POSTCODE, "Mexborough, Swinton and Kilnhurst", "south"),
        ("DN6 7ZZ", Known.OUTCODE, "Adwick, Askern, Carcroft and Woodlands", "north"),
        ("DN6", Known.OUTCODE, "Adwick, Askern, Carcroft and Woodlands", "north"),
        ("DN4", Known.OUTCODE, "Balby, Bessacarr and Cantley", None),
        ("SW1A 1AA", Known.POSTCODE, "", None),
        ("DN99 9ZZ", Known.NONE, "", None),
        ("Z9 9ZZ", Known.NONE, "", None),
        ("Q1 1QQ", Known.NONE, "", None),
        ("the blue house", Known.NONE, "", None),
        ("", Known.NONE, "", None),
    ],
)
def test_what_is_known_of_a_postcode(typed: str, known: Known, place: str, locality: str | None):
    found = places.locate(typed)

    assert (found.known, found.place_name, found.locality_code) == (known, place, locality)


@pytest.mark.parametrize("typed", ["DN10 4AA", "S64 8XX", "S66 7ZZ"])
def test_over_the_border_there_is_no_locality(typed: str):
    assert places.locate(typed).locality_code is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("dn12aa", "DN1 2AA (Doncaster town centre)"),
        ("SW1A 1AA", "SW1A 1AA"),
        (
            "DN6 7ZZ",
            "DN6 7ZZ is not a postcode we know; DN6 (Adwick, Askern, Carcroft and Woodlands) is known.",
        ),
        ("DN2", "DN2 (Wheatley and Intake); the second half of the postcode is missing."),
        ("DN99 9ZZ", "DN99 9ZZ is not a postcode we know."),
        (" the blue house", "THE BLUE HOUSE is not a postcode we know."),
        ("", "This is not a postcode we know."),
    ],
)
def test_it_is_said_plainly(typed: str, words: str):
    assert places.locate(typed).words == words


def test_a_whole_postcode_has_its_position_and_area():
    found = places.locate("DN1 2AA")

    assert found.authority_code in profiles.current().identity.authority_codes
    assert found.easting is not None
    assert 455_000 < found.easting < 461_000
    assert found.northing is not None
    assert 400_000 < found.northing < 406_000
    assert places.locate("DN6 7ZZ").easting is None


def test_the_other_borough_has_one_area(settings: Settings):
    settings.BATON_PROFILE = "darlington"

    assert places.locate("DL1 1AA").locality_code == "darlington"
    assert places.locate("DL2 2NR").place_name == "Hurworth, Middleton St George and villages"
    assert places.locate("DN1 2AA").locality_code is None


def test_rows_without_area_or_position_are_kept():
    index = places.Index(
        {
            "pcd": ["ZZ1 1AB", "ZZ1 1AA"],
            "laua": ["E1", float("nan")],
            "oseast1m": [1.0, float("nan")],
            "osnrth1m": [2.0, float("nan")],
        }
    )
    nowhere, somewhere = (places.read_postcode(text) for text in ("ZZ1 1AA", "ZZ1 1AB"))
    assert nowhere is not None
    assert somewhere is not None

    assert (index.find(nowhere), index.find(somewhere), len(index)) == (0, 1, 2)
    assert (index.authority(0), index.authority(1)) == (None, "E1")
    assert (index.position(0), index.position(1)) == ((None, None), (1, 2))
    assert index.holds("ZZ1")
    assert not index.holds("ZZ10")


@pytest.mark.parametrize("name", profiles.names())
def test_nearly_every_postcode_of_the_borough_has_a_locality(name: str, settings: Settings):
    settings.BATON_PROFILE = name
    identity, map_ = profiles.current().identity, profiles.current().postcodes
    ours = placed = 0
    for letter in {outcode[0] for outcode in map_.outcodes}:
        index = places._index(letter)
        for row in range(len(index)):
            if index.authority(row) in identity.authority_codes:
                ours += 1
                placed += places.locate(index[row].decode()).locality_code is not None

    assert ours > 3000
    assert placed / ours > 0.95


def test_the_data_says_its_version():
    assert places.data_version()[:2] == "20"


def test_a_first_letter_costs_little_memory():
    code = (
        "import django, psutil; django.setup()\n"
        "from baton.partnership import places\n"
        "before = psutil.Process().memory_info().rss\n"
        "places._index('D')\n"
        "print((psutil.Process().memory_info().rss - before) // 2**20)"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert int(said.stdout) < 60
