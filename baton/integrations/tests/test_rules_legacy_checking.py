"""Every fault and finding of the contract, by file, record and column."""

import pytest

from baton.integrations.rules.legacy.checking import check
from baton.integrations.rules.legacy.notes import Note
from baton.integrations.tests.texts import (
    ACTION,
    ASSESSMENT,
    AUDIT,
    CASE,
    CLOSED,
    CONSENT,
    ENQUIRY,
    MEETING,
    MOTHER,
    OTHER_FAMILY,
    PERSON,
    READING,
    SOUND,
    TRAINING,
    TRANSFER,
    csv_of,
    files,
    ground,
)

ALL = {
    "people": PERSON,
    "enquiries": ENQUIRY,
    "cases": CASE,
    "consents": CONSENT,
    "assessments": ASSESSMENT,
    "meetings": MEETING,
    "actions": ACTION,
    "readings": READING,
    "transfers": TRANSFER,
    "audits": AUDIT,
    "training": TRAINING,
}


def said(contents: dict[str, bytes], **given) -> list[Note]:
    return check(contents, ground(**given)).notes


def places(notes: list[Note], *, faults: bool) -> list[tuple[str, int, str]]:
    return [(note.file, note.number, note.column) for note in notes if note.is_fault is faults]


def test_sound_files_have_nothing_to_say() -> None:
    assert said(files()) == []


def test_people_alone_are_enough() -> None:
    assert said({"people.csv": csv_of([PERSON])}) == []


# faults: which file is changed, how, and where and in which words that is said

WRONG_CELLS = [
    ("people", {"person_id": ""}, "person_id", "missing"),
    ("people", {"family_id": " "}, "family_id", "missing"),
    ("people", {"role": "baby"}, "role", "not one of adult, child, unborn"),
    ("people", {"sex": "F"}, "sex", "not one of"),
    ("people", {"ethnicity": "wbri"}, "ethnicity", "not one of"),
    ("people", {"restricted": "Yes"}, "restricted", "not one of no, yes"),
    ("people", {"address_confidential": "1"}, "address_confidential", "not one of"),
    ("people", {"date_of_birth": "04/05/2018"}, "date_of_birth", "not a date"),
    ("people", {"date_of_birth": "2018-5-4"}, "date_of_birth", "not a date"),
    ("people", {"date_of_birth": "20180504"}, "date_of_birth", "not a date"),
    ("people", {"date_of_birth": " 2018-05-04"}, "date_of_birth", "not a date"),
    ("people", {"date_of_birth": "2018-02-30"}, "date_of_birth", "not a date"),
    ("people", {"date_of_birth": "0218-02-03"}, "date_of_birth", "the year is 218"),
    ("people", {"expected_date": "soon"}, "expected_date", "not a date"),
    ("people", {"given_names": "A\x00va"}, "given_names", "NUL"),
    ("people", {"given_names": "A" * 101}, "given_names", "101 characters are too many"),
    ("people", {"person_id": "P" * 81}, "person_id", "too many"),
    ("enquiries", {"enquiry_id": ""}, "enquiry_id", "missing"),
    ("enquiries", {"family_id": "F9"}, "family_id", "not in people.csv"),
    ("enquiries", {"received_at": "2026-01-05"}, "received_at", "not a date and time"),
    ("enquiries", {"received_at": "2026-01-05x09:30"}, "received_at", "not a date and time"),
    ("enquiries", {"received_at": "2026-01-05T25:00"}, "received_at", "not a date and time"),
    ("enquiries", {"received_at": "2026-03-29T01:30"}, "received_at", "does not exist"),
    ("enquiries", {"received_at": "0001-01-01T00:00+05:00"}, "received_at", "not a date and time"),
    ("enquiries", {"channel": "fax"}, "channel", "not one of"),
    ("enquiries", {"source_type": "gp"}, "source_type", "not one of"),
    ("enquiries", {"screened_at": "yesterday"}, "screened_at", "not a date and time"),
    ("enquiries", {"outcome": "eha"}, "outcome", "not one of"),
    ("enquiries", {"enquirer_told_at": "11:00"}, "enquirer_told_at", "not a date and time"),
    ("cases", {"family_id": ""}, "family_id", "missing"),
    ("cases", {"family_id": "F9"}, "family_id", "not in people.csv"),
    ("cases", {"enquiry_id": "E9"}, "enquiry_id", "not in enquiries.csv"),
    ("cases", {"origin": "mash"}, "origin", "not one of"),
    ("cases", {"opened_on": "2026-13-01"}, "opened_on", "not a date"),
    ("cases", {"allocated_on": "?"}, "allocated_on", "not a date"),
    ("cases", {"lead_agency_type": "police"}, "lead_agency_type", "not one of"),
    ("cases", {"level_at_allocation": "5"}, "level_at_allocation", "1, 2, 3 or 4"),
    ("cases", {"level_at_allocation": "0"}, "level_at_allocation", "1, 2, 3 or 4"),
    ("cases", {"level_at_allocation": "2.5"}, "level_at_allocation", "whole number"),
    ("cases", CLOSED | {"level_at_closure": "none"}, "level_at_closure", "whole number"),
    ("cases", CLOSED | {"closed_on": "2026-01-06"}, "closed_on", "closed before it was opened"),
    ("cases", CLOSED | {"closed_on": "1 May"}, "closed_on", "not a date"),
    ("cases", CLOSED | {"closure_reason": "done"}, "closure_reason", "not one of"),
    ("cases", CLOSED | {"objectives_met": "most"}, "objectives_met", "not one of"),
    ("consents", {"case_id": ""}, "case_id", "missing"),
    ("consents", {"case_id": "C9"}, "case_id", "not in cases.csv"),
    ("consents", {"person_id": ""}, "person_id", "missing"),
    ("consents", {"person_id": "P9"}, "person_id", "not in people.csv"),
    ("consents", {"kind": "share"}, "kind", "not one of"),
    ("consents", {"status": "yes"}, "status", "not one of"),
    ("consents", {"on": "10.1.26"}, "on", "not a date"),
    ("assessments", {"assessment_id": ""}, "assessment_id", "missing"),
    ("assessments", {"case_id": "C9"}, "case_id", "not in cases.csv"),
    ("assessments", {"started_on": "x"}, "started_on", "not a date"),
    ("assessments", {"completed_on": "2026-01-11"}, "completed_on", "completed before it was started"),
    ("meetings", {"case_id": "C9"}, "case_id", "not in cases.csv"),
    ("meetings", {"kind": "tac"}, "kind", "not one of"),
    ("meetings", {"held_on": "x"}, "held_on", "not a date"),
    ("actions", {"case_id": "C9"}, "case_id", "not in cases.csv"),
    ("actions", {"due_on": "x"}, "due_on", "not a date"),
    ("actions", {"done_on": "x"}, "done_on", "not a date"),
    ("readings", {"case_id": "C9"}, "case_id", "not in cases.csv"),
    ("readings", {"person_id": "P9"}, "person_id", "not in people.csv"),
    ("readings", {"tool": "star"}, "tool", "not a tool of the profile"),
    ("readings", {"area": "joy"}, "area", "not an area of this tool"),
    ("readings", {"taken_on": "x"}, "taken_on", "not a date"),
    ("readings", {"stage": "end"}, "stage", "not one of"),
    ("readings", {"score": "11"}, "score", "outside the scale"),
    ("readings", {"score": "-1"}, "score", "outside the scale"),
    ("readings", {"score": "high"}, "score", "not a number"),
    ("readings", {"score": "1e1"}, "score", "not a number"),
    ("readings", {"score": "NaN"}, "score", "not a number"),
    ("readings", {"score": "4.125"}, "score", "two decimals"),
    ("readings", {"tool": "level", "area": "level", "score": "5"}, "score", "outside the scale"),
    ("transfers", {"case_id": "C9"}, "case_id", "not in cases.csv"),
    ("transfers", {"direction": "up"}, "direction", "not one of"),
    ("transfers", {"requested_at": "x"}, "requested_at", "not a date and time"),
    ("transfers", {"accepted_at": "x"}, "accepted_at", "not a date and time"),
    ("audits", {"audit_id": ""}, "audit_id", "missing"),
    ("audits", {"case_id": "C9"}, "case_id", "not in cases.csv"),
    ("audits", {"audited_on": "x"}, "audited_on", "not a date"),
    ("audits", {"grade": "poor"}, "grade", "not one of"),
    ("training", {"held_on": "x"}, "held_on", "not a date"),
    ("training", {"organisation_type": "nhs"}, "organisation_type", "not one of"),
]


@pytest.mark.parametrize(
    ("file", "change", "column", "words"),
    WRONG_CELLS,
    ids=[f"{w[0]}-{w[2]}-{i}" for i, w in enumerate(WRONG_CELLS)],
)
def test_a_wrong_cell_is_a_fault_of_its_record_and_column(file, change, column, words) -> None:
    bare = {
        "people.csv": csv_of([PERSON, MOTHER]),
        "enquiries.csv": csv_of([ENQUIRY]),
        "cases.csv": csv_of([CASE]),
    }
    good = ALL[file]
    rows = [good | change] if file in ("enquiries", "cases") else [OTHER_FAMILY | change, PERSON, MOTHER]
    if file not in ("people", "enquiries", "cases"):
        rows = [good | change]

    found = [note for note in said(bare | {f"{file}.csv": csv_of(rows)}) if note.file == f"{file}.csv"]

    faults = [note for note in found if note.is_fault]
    assert [(note.number, note.column) for note in faults] == [(2, column)]
    assert words in faults[0].words
    assert str(faults[0]).startswith(f"{file}.csv:2:{column}: fault: ")


@pytest.mark.parametrize("file", [f"{name}.csv" for name in ALL])
def test_an_unknown_column_is_a_fault_of_the_header(file) -> None:
    rows = [row | {"shoe_size": "4"} for row in SOUND[file]]

    found = said(files() | {file: csv_of(rows)})

    assert places(found, faults=True)[0] == (file, 1, "shoe_size")


@pytest.mark.parametrize(
    ("file", "key"),
    [
        (file, key)
        for file, keys in {
            "people": ("person_id", "family_id"),
            "enquiries": ("enquiry_id",),
            "cases": ("case_id", "family_id"),
            "consents": ("case_id", "person_id"),
            "assessments": ("assessment_id", "case_id"),
            "meetings": ("case_id",),
            "actions": ("case_id",),
            "readings": ("case_id", "person_id"),
            "transfers": ("case_id",),
            "audits": ("audit_id", "case_id"),
        }.items()
        for key in keys
    ],
)
def test_an_absent_key_column_is_a_fault_of_the_header_alone(file, key) -> None:
    rows = [{name: cell for name, cell in row.items() if name != key} for row in SOUND[f"{file}.csv"]]

    found = said(files() | {f"{file}.csv": csv_of(rows)})

    assert places(found, faults=True) == [(f"{file}.csv", 1, key)]


OPTIONAL = [
    (file, name)
    for file, rows in SOUND.items()
    for name in rows[0]
    if not (
        name.endswith("_id")
        and (file, name) not in (("enquiries.csv", "family_id"), ("cases.csv", "enquiry_id"))
    )
]


@pytest.mark.parametrize(("file", "column"), OPTIONAL)
def test_any_other_column_may_be_absent(file, column) -> None:
    rows = [{name: cell for name, cell in row.items() if name != column} for row in SOUND[file]]

    assert places(said(files() | {file: csv_of(rows)}), faults=True) == []


def test_a_column_that_stands_twice_is_a_fault_of_the_header() -> None:
    found = said({"people.csv": b"person_id,family_id,role,role\nP1,F1,adult,child\n"})

    assert places(found, faults=True) == [("people.csv", 1, "role")]


def test_columns_come_in_any_order() -> None:
    columns = list(reversed(list(PERSON)))

    assert said({"people.csv": csv_of([PERSON], columns)}) == []


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("enquiries", "enquiry_id"),
        ("cases", "case_id"),
        ("assessments", "assessment_id"),
        ("audits", "audit_id"),
    ],
)
def test_a_repeated_id_is_a_fault_of_the_later_record(file, key) -> None:
    row = ALL[file]

    found = said(files(**{file: [row, row]}))

    assert (f"{file}.csv", 3, key) in places(found, faults=True)
    assert len(places(found, faults=True)) == 1


def test_a_person_stands_once_in_a_family_and_may_be_in_several() -> None:
    found = said(files(people=[PERSON, MOTHER, PERSON | {"family_id": "F2"}, PERSON]))

    assert places(found, faults=True) == [("people.csv", 5, "person_id")]


@pytest.mark.parametrize(
    ("column", "other"),
    [("given_names", "Eva"), ("date_of_birth", "2018-05-05"), ("sex", ""), ("postcode", ""), ("upn", "A1")],
)
def test_what_is_personal_is_equal_in_all_rows_of_a_person(column, other) -> None:
    found = said(files(people=[PERSON, MOTHER, PERSON | {"family_id": "F2", column: other}]))

    assert places(found, faults=True) == [("people.csv", 4, column)]


@pytest.mark.parametrize("column", ["role", "relationship", "restricted", "restricted_reason"])
def test_what_belongs_to_the_place_in_a_family_may_differ(column) -> None:
    other = {"role": "adult", "relationship": "sibling", "restricted": "yes", "restricted_reason": "court"}

    found = said(files(people=[PERSON, MOTHER, PERSON | {"family_id": "F2", column: other[column]}]))

    assert places(found, faults=True) == []


def test_people_csv_is_always_needed() -> None:
    found = said({"cases.csv": csv_of([CASE | {"enquiry_id": ""}])})

    assert places(found, faults=True) == [("people.csv", 1, "person_id")]


# findings

FINDINGS = [
    ("people", PERSON | {"date_of_birth": ""}, "date_of_birth", "without a date of birth"),
    ("people", PERSON | {"postcode": "ZZ9 9ZZ"}, "postcode", "not a postcode we know"),
    ("people", PERSON | {"upn": "A801200005001"}, "upn", "does not fit"),
    ("people", PERSON | {"nhs_number": "943 476 5918"}, "nhs_number", "does not fit"),
    ("people", PERSON | {"relationship": "nan"}, "relationship", "kept as “other”"),
    (
        "people",
        PERSON | {"role": "unborn", "date_of_birth": "", "expected_date": "2026-09-13"},
        "expected_date",
        "is past",
    ),
    ("cases", CASE | {"lead_practitioner": ""}, "lead_practitioner", "nobody leads"),
    ("cases", CASE | {"locality": "South"}, "locality", "not a locality"),
    ("cases", CASE | CLOSED | {"objectives_met": "none"}, "closure_reason", "does not agree"),
]


@pytest.mark.parametrize(
    ("file", "row", "column", "words"), FINDINGS, ids=[f"{f[0]}-{f[2]}" for f in FINDINGS]
)
def test_what_is_odd_is_a_finding_of_its_record_and_column(file, row, column, words) -> None:
    rows = [row, MOTHER, OTHER_FAMILY] if file == "people" else [row]

    found = said(files(**{file: rows}))

    assert places(found, faults=True) == []
    assert places(found, faults=False) == [(f"{file}.csv", 2, column)]
    assert words in found[0].words
    assert ": finding: " in str(found[0])


@pytest.mark.parametrize(
    "change",
    [
        {"role": "unborn", "date_of_birth": "", "expected_date": "2026-09-14"},
        {"upn": "B801200005001", "nhs_number": "943 476 5919"},
        {"relationship": "step_parent"},
        {"role": "unborn", "date_of_birth": ""},
    ],
)
def test_what_is_well_is_no_finding(change) -> None:
    assert said(files(people=[PERSON | change, MOTHER, OTHER_FAMILY])) == []


@pytest.mark.parametrize("words", ["NORTH", "north", "North Area"])
def test_a_locality_goes_by_code_or_name_in_any_case(words) -> None:
    assert said(files(cases=[CASE | {"locality": words}])) == []


def test_a_second_open_case_of_a_family_is_a_finding() -> None:
    found = said(
        files(cases=[CASE, CASE | {"case_id": "C2", "enquiry_id": ""}, CASE | CLOSED | {"case_id": "C3"}])
    )

    assert ("cases.csv", 3, "family_id") in places(found, faults=False)
    assert ("cases.csv", 4, "family_id") not in places(found, faults=False)


def test_an_action_done_before_its_case_opened_is_a_finding() -> None:
    found = said(files(actions=[ACTION | {"done_on": "2026-01-06"}]))

    assert places(found, faults=False) == [("actions.csv", 2, "done_on")]


def test_what_a_closed_case_leaves_open_is_a_finding() -> None:
    found = said(files(cases=[CASE | CLOSED], actions=[ACTION | {"done_on": ""}], assessments=[]))

    assert places(found, faults=False) == [("cases.csv", 2, "closed_on"), ("actions.csv", 2, "done_on")]


@pytest.mark.parametrize("file", ["consents", "meetings", "actions", "readings", "transfers", "training"])
def test_an_equal_row_is_the_same_record(file) -> None:
    row = ALL[file]

    found = said(files(**{file: [row, row]}))

    assert places(found, faults=True) == []
    assert [(note.file, note.number) for note in found] == [(f"{file}.csv", 3)]
    assert "the same as record 2" in found[0].words


def test_what_cannot_be_read_is_no_finding_as_well() -> None:
    found = said(files(cases=[CASE | {"lead_practitioner": "", "closed_on": "x"}], people=[PERSON, MOTHER]))

    assert places(found, faults=False) == []
