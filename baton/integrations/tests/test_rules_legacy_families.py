"""Sound families come in whole; what stays out is whole too."""

import pytest

from baton.integrations.rules.legacy.checking import check
from baton.integrations.rules.legacy.families import part
from baton.integrations.rules.legacy.reading_people import role_of
from baton.integrations.rules.legacy.sorting import counted, new_rows
from baton.integrations.rules.legacy.tally import tallies
from baton.integrations.tests.texts import (
    CASE,
    CONSENT,
    ENQUIRY,
    MEETING,
    MOTHER,
    OTHER_FAMILY,
    PERSON,
    TODAY,
    TRAINING,
    files,
    ground,
)

BIRCH = CASE | {"case_id": "C2", "family_id": "F2", "enquiry_id": ""}


def out_of(**changed) -> dict[str, list[int]]:
    """Return the numbers of the records that stay out, by file."""
    checked = check(files(**changed), ground())
    _, rest = part(checked, ground())
    return {file: [row.number for row in rows] for file, rows in rest.items() if rows}


EVERYTHING_OF_ASH = {
    "people.csv": [2, 3],
    **{f"{name}.csv": [2] for name in ("enquiries", "cases", "consents", "assessments", "meetings")},
    **{f"{name}.csv": [2] for name in ("actions", "readings", "transfers", "audits")},
}


def test_nothing_stays_out_of_sound_files() -> None:
    assert out_of() == {}


def test_a_fault_keeps_its_whole_family_out_and_no_other() -> None:
    out = out_of(meetings=[MEETING | {"kind": "x"}], cases=[CASE, BIRCH])

    assert out == EVERYTHING_OF_ASH


def test_a_row_that_names_a_case_nobody_knows_taints_the_family_of_its_person() -> None:
    out = out_of(consents=[CONSENT | {"case_id": "C9"}])

    assert out == EVERYTHING_OF_ASH


def test_a_row_that_belongs_to_nobody_known_stays_out_alone() -> None:
    assert out_of(meetings=[MEETING, MEETING | {"case_id": "C9"}]) == {"meetings.csv": [3]}


def test_a_repeated_case_keeps_both_families_out() -> None:
    out = out_of(cases=[CASE, BIRCH | {"case_id": "C1"}])

    assert out["people.csv"] == [2, 3, 4]


def test_an_enquiry_of_no_family_goes_with_the_case_that_names_it() -> None:
    out = out_of(enquiries=[ENQUIRY | {"family_id": "", "channel": "fax"}])

    assert out == EVERYTHING_OF_ASH


def test_an_enquiry_of_no_family_and_no_case_stays_out_alone() -> None:
    other = ENQUIRY | {"family_id": "", "enquiry_id": "E2", "outcome": "x"}

    assert out_of(enquiries=[ENQUIRY, other]) == {"enquiries.csv": [3]}


def test_who_names_somebody_that_stays_out_stays_out_too() -> None:
    out = out_of(
        people=[PERSON, MOTHER, OTHER_FAMILY | {"role": "x"}],
        consents=[CONSENT, CONSENT | {"person_id": "P3"}],
    )

    assert out["people.csv"] == [2, 3, 4]
    assert out["consents.csv"] == [2, 3]


def test_training_stands_for_itself() -> None:
    assert out_of(training=[TRAINING, TRAINING | {"held_on": "x"}]) == {"training.csv": [3]}


def test_an_unsound_header_keeps_every_row_out() -> None:
    out = out_of(people=[row | {"shoe_size": "4"} for row in (PERSON, MOTHER, OTHER_FAMILY)])

    assert out == EVERYTHING_OF_ASH | {"people.csv": [2, 3, 4]}


def test_without_people_nothing_comes_in_but_training() -> None:
    contents = files()
    del contents["people.csv"]
    checked = check(contents, ground())

    sound, _ = part(checked, ground())

    assert {file for file, rows in sound.items() if rows} == {"training.csv"}


def test_every_record_is_counted_once() -> None:
    checked = check(files(meetings=[MEETING, MEETING]), ground())
    sound, rest = part(checked, ground())
    new = counted(new_rows(sound, ground()))

    found = tallies(checked, rest, created=new, unchanged={"meetings.csv": 1})["meetings.csv"]

    assert (found.read, found.created, found.unchanged, found.rejected, found.findings) == (2, 1, 1, 0, 1)
    assert found.as_line("meetings.csv").startswith("meetings.csv: 2 read, 1 created, 1 unchanged")


def test_what_was_imported_before_is_not_new() -> None:
    first = check(files(), ground())
    known = {file: {row.key: row.marks for row in rows} for file, rows in first.rows.items()}

    again = check(files(), ground(known=known))
    sound, rest = part(again, ground(known=known))

    assert again.notes == []
    assert not any(rest.values())
    assert not any(new_rows(sound, ground(known=known)).values())


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ({"role": "unborn"}, "child"),
        ({"role": "adult"}, "adult"),
        ({"role": "", "date_of_birth": "1990-01-31"}, "adult"),
        ({"role": "", "date_of_birth": ""}, "child"),
        ({"role": "", "date_of_birth": "", "expected_date": "2026-05-01"}, "unborn"),
    ],
)
def test_who_somebody_is_in_the_family_follows_from_age_where_it_is_not_said(said, role) -> None:
    read = check(files(people=[PERSON | said, MOTHER, OTHER_FAMILY]), ground())
    row = read.rows["people.csv"][0]

    assert role_of(row, TODAY) == role
