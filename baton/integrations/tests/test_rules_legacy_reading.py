"""Files are taken apart whatever is wrong with them, and records are counted exactly."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.integrations.rules.legacy.checking import check
from baton.integrations.rules.legacy.reading import read
from baton.integrations.rules.legacy.rows import changed, marks, rows_of
from baton.integrations.rules.legacy.tables import BY_FILE
from baton.integrations.rules.legacy.values import FIRST_YEAR, LAST_YEAR, NotAValue, value_of
from baton.integrations.tests.texts import OTHER_FAMILY, PERSON, csv_of, ground

PEOPLE = BY_FILE["people.csv"]
HEAD = b"person_id,family_id,role,given_names,family_name,date_of_birth\n"
GOOD = b"P1,F1,child,Ava,Ash,2018-05-04\n"
GOOD_CELLS = ("P1", "F1", "child", "Ava", "Ash", "2018-05-04", "person_id", "family_id")
BAD = b"P2,F1,baby,Eve,Ash,2018-05-04\n"


def told(content: bytes) -> list[tuple[int, str]]:
    notes = check({"people.csv": content}, ground()).notes
    return [(note.number, note.column) for note in notes if note.is_fault]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [(1, "person_id")]),
        (b"\xef\xbb\xbf", [(1, "person_id")]),
        (b"\n\n", [(1, "person_id")]),
        (HEAD, []),
        (HEAD.rstrip(), []),
        (b"\xef\xbb\xbf" + HEAD + GOOD, []),
        (HEAD.decode().encode("utf-16"), [(1, "person_id")]),
        (HEAD + GOOD.rstrip(), []),
        ((HEAD + GOOD + BAD).replace(b"\n", b"\r\n"), [(3, "role")]),
        ((HEAD + GOOD + BAD).replace(b"\n", b"\r"), [(3, "role")]),
        (HEAD + b'P1,F1,child,"A\nv\r\na",Ash,2018-05-04\n' + BAD, [(3, "role")]),
        (HEAD + b"\n\n" + GOOD + b"\n" + BAD + b"\n", [(3, "role")]),
        (HEAD + GOOD + b"P2,F1,child,Ev\xe9,Ash,2018-05-04\n", [(3, "given_names")]),
        (HEAD + GOOD + b"P2,F1,child,Ev\x00e,Ash,2018-05-04\n", [(3, "given_names")]),
        (HEAD + GOOD + b"P2,F1,child,Eve\n", [(3, "family_name")]),
        (HEAD + GOOD + b"P2,F1,child,Eve,Ash,2018-05-04,blue\n", [(3, "7")]),
        (HEAD + GOOD + b',,,,,\n', [(3, "person_id"), (3, "family_id")]),
        (HEAD + GOOD + b'P2,F1,child,"Eve"x,Ash,2018-05-04\n' + BAD, [(3, "person_id"), (4, "role")]),
        (HEAD + GOOD + b'P2,F1,child,"Eve,Ash,2018-05-04\n' + BAD, [(3, "person_id")]),
        (GOOD, [(1, name) for name in GOOD_CELLS]),
        (b'"person_id,family_id\n', [(1, "person_id")]),
        (b"person_id,family_id,,sh\xf6e\n", [(1, "3"), (1, "4")]),
        (b" person_id , family_id\nP1,F1\n", []),
    ],
)  # fmt: skip
def test_every_kind_of_file_is_read_or_said_to_be_wrong_where_it_is(content, expected) -> None:
    assert told(content) == expected


def test_a_huge_cell_is_said_to_be_too_long() -> None:
    content = HEAD + GOOD + b"P7,F1,child," + b"e" * 500_000 + b",Ash,2018-05-04\n" + BAD

    assert told(content) == [(3, "given_names"), (4, "role")]


def test_a_cell_without_end_is_said_to_be_unreadable(monkeypatch) -> None:
    monkeypatch.setattr("baton.integrations.rules.legacy.reading.LONGEST_CELL", 1000)

    assert told(HEAD + b'P2,F1,child,"' + b"e" * 2000 + b'",Ash,2018-05-04\n') == [(2, "person_id")]


def test_a_remark_never_breaks_its_line() -> None:
    notes = check({"people.csv": HEAD + b'P1,F1,"a\nb",Ava,Ash,\x1b[31m\n'}, ground()).notes

    assert all(str(note).isprintable() for note in notes)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=8))
def test_records_are_numbered_whatever_their_cells_hold(cells) -> None:
    rows = [{"person_id": f"P{i}", "address": row[0], "given_names": row[1], "family_name": row[2]}
            for i, row in enumerate(cells)]  # fmt: skip
    content = csv_of(rows, ["person_id", "address", "given_names", "family_name"])

    found = read(PEOPLE, content)

    assert [record.number for record in found.records] == list(range(2, len(rows) + 2))
    assert [record.cells for record in found.records] == [list(row.values()) for row in rows]
    assert found.header_raw + "".join(record.raw for record in found.records) == content.decode()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(content) -> None:
    check({"people.csv": content, "cases.csv": content, "training.csv": content}, ground())


@given(st.datetimes(datetime(FIRST_YEAR, 1, 2), datetime(LAST_YEAR, 12, 30)))  # noqa: DTZ001
def test_a_moment_with_an_offset_is_that_moment(moment) -> None:
    column = BY_FILE["enquiries.csv"].by_name["received_at"]
    meant = moment.replace(tzinfo=UTC)

    assert value_of(column, meant.isoformat(), ground().zone) == meant


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-10-25T01:30", (2026, 10, 25, 0, 30)),
        ("2026-10-25T01:30+00:00", (2026, 10, 25, 1, 30)),
        ("2026-07-01T09:00", (2026, 7, 1, 8, 0)),
        ("2026-07-01 09:00:30", (2026, 7, 1, 8, 0, 30)),
        ("2026-07-01T09:00:00Z", (2026, 7, 1, 9, 0)),
        ("20260701T0900", (2026, 7, 1, 8, 0)),
    ],
)
def test_local_time_is_read_and_the_first_of_two_is_meant(text, utc) -> None:
    column = BY_FILE["enquiries.csv"].by_name["received_at"]

    assert value_of(column, text, ground().zone) == datetime(*utc, tzinfo=UTC)


@given(TEXTS)
def test_no_text_makes_a_date_go_wrong_otherwise(text) -> None:
    for column in PEOPLE.columns:
        with contextlib.suppress(NotAValue):
            value_of(column, text, ground().zone)


def rows(*cells: dict[str, str]) -> list:
    return [row for row, _ in rows_of(read(PEOPLE, csv_of(cells)), ground())]


def test_the_marks_tell_which_column_changed_and_nothing_else() -> None:
    before, other = rows(PERSON, OTHER_FAMILY)
    (now,) = rows(PERSON | {"given_names": "Eva", "sex": "", "upn": "X"})

    assert changed(PEOPLE, before.marks, now.marks) == ["given_names", "sex", "upn"]
    assert before.marks[:16] != other.marks[:16]
    assert marks(PEOPLE, "k", {"sex": "female"}) != marks(PEOPLE, "l", {"sex": "female"})


def test_a_known_key_with_other_values_is_a_fault_and_with_the_same_is_none() -> None:
    (before,) = rows(PERSON)
    known = {"people.csv": {before.key: before.marks}}

    same = check({"people.csv": csv_of([PERSON])}, ground(known=known)).notes
    other = check({"people.csv": csv_of([PERSON | {"given_names": "Eva"}])}, ground(known=known)).notes

    assert same == []
    assert [(note.number, note.column, note.is_fault) for note in other] == [(2, "given_names", True)]


def test_an_id_that_was_imported_before_may_be_named() -> None:
    files = {"people.csv": csv_of([PERSON]), "meetings.csv": b"case_id,kind,held_on\nC7,taf,2026-02-01\n"}

    assert check(files, ground(ids={"case_id": frozenset(["C7"])})).notes == []
    assert check(files, ground()).faults != []
