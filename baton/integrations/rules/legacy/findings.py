"""What is imported and listed, for somebody to look at (contract of the import, findings)."""

from collections.abc import Iterator

from baton.integrations.rules.legacy import gaps
from baton.integrations.rules.legacy.ground import Ground
from baton.integrations.rules.legacy.index import Index
from baton.integrations.rules.legacy.notes import Note, finding, quoted
from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import ACTIONS, ASSESSMENTS, CASES, PEOPLE, RELATIONSHIPS
from baton.people.rules.identifiers import read_nhs_number, read_upn


def all_of(index: Index, ground: Ground) -> Iterator[Note]:
    """Return every finding about rows that can be read, also those that a fault elsewhere keeps out."""
    for row in index.of(PEOPLE):
        yield from _of_person(row, ground)
    open_cases: dict[str, Row] = {}
    for row in index.of(CASES):
        yield from _of_case(row, index, ground)
        yield from _second_open(row, open_cases)
    for row in index.of(ACTIONS):
        yield from _of_action(row, index)
    yield from gaps.all_of(index)


def _note(row: Row, column: str, words: str) -> Note:
    return finding(row.file, row.number, column, words)


def _of_person(row: Row, ground: Ground) -> Iterator[Note]:
    expected = row["expected_date"]
    if row["role"] == "child" and row.empty("date_of_birth"):
        yield _note(row, "date_of_birth", "a child without a date of birth who is not unborn")
    if expected is not None and expected < ground.today and row.empty("date_of_birth"):
        yield _note(row, "expected_date", f"the expected date, {expected}, is past")
    if row["postcode"] and not ground.postcode_known(row["postcode"]):
        yield _note(row, "postcode", f"{quoted(row['postcode'])} is not a postcode we know")
    for column, read in (("upn", read_upn), ("nhs_number", read_nhs_number)):
        wrong = read(row.text(column)).wrong
        if wrong:
            yield _note(row, column, f"{wrong}. It is kept and never matched on")
    if row["relationship"] and row["relationship"] not in RELATIONSHIPS:
        yield _note(row, "relationship", f"{quoted(row['relationship'])} is kept as “other”")


def _of_case(row: Row, index: Index, ground: Ground) -> Iterator[Note]:
    if row["locality"] and row["locality"].casefold() not in ground.localities:
        yield _note(row, "locality", f"{quoted(row['locality'])} is not a locality of the profile")
    if row.empty("closed_on") and row.empty("lead_practitioner"):
        yield _note(row, "lead_practitioner", "an open case that nobody leads")
    if row["closed_on"] is None:
        return
    done = [one for one in index.of_case(ASSESSMENTS, row["case_id"]) if one["completed_on"]]
    if not done:
        yield _note(row, "closed_on", "a closed case without a completed assessment")
    agreeing = ground.objectives.get(row.text("closure_reason"))
    if agreeing and row["objectives_met"] and row["objectives_met"] not in agreeing:
        words = f"“{row['closure_reason']}” does not agree with objectives met: {row['objectives_met']}"
        yield _note(row, "closure_reason", words)


def _second_open(row: Row, open_cases: dict[str, Row]) -> Iterator[Note]:
    if not row.empty("closed_on") or row["family_id"] is None:
        return
    before = open_cases.setdefault(row["family_id"], row)
    if before is not row:
        words = f"the family has another open case, in record {before.number}"
        yield _note(row, "family_id", words)


def _of_action(row: Row, index: Index) -> Iterator[Note]:
    case = index.case(row["case_id"])
    if case is None:
        return
    done, opened = row["done_on"], case["opened_on"]
    if done and opened and done < opened:
        yield _note(row, "done_on", f"done before its case opened, on {opened}")
    if row.empty("done_on") and case["closed_on"]:
        yield _note(row, "done_on", f"still open in a case that closed on {case['closed_on']}")
