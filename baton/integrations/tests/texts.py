"""Small files of older records, sound unless a test makes them otherwise."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from baton.integrations.rules.legacy.ground import Ground, Scale

TODAY = date(2026, 9, 14)

Cells = dict[str, str]

PERSON = {
    "person_id": "P1",
    "family_id": "F1",
    "role": "child",
    "given_names": "Ava",
    "family_name": "Ash",
} | {
    "date_of_birth": "2018-05-04",
    "sex": "female",
    "postcode": "DN1 2QD",
}
MOTHER = {
    "person_id": "P2",
    "family_id": "F1",
    "role": "adult",
    "given_names": "Kim",
    "family_name": "Ash",
} | {
    "date_of_birth": "1990-01-31",
    "relationship": "mother",
    "postcode": "DN1 2QD",
}
OTHER_FAMILY = PERSON | {"person_id": "P3", "family_id": "F2", "given_names": "Noah", "family_name": "Birch"}
ENQUIRY = {
    "enquiry_id": "E1",
    "family_id": "F1",
    "received_at": "2026-01-05T09:30",
    "channel": "phone",
    "source_type": "school",
    "source_organisation": "Elm Primary",
    "screened_at": "2026-01-06T10:00",
    "outcome": "assessment",
    "enquirer_told_at": "2026-01-06T11:00",
}
CASE = {
    "case_id": "C1",
    "family_id": "F1",
    "enquiry_id": "E1",
    "origin": "enquiry",
    "opened_on": "2026-01-07",
    "allocated_on": "2026-01-09",
    "lead_agency_type": "school",
    "lead_agency": "Elm Primary",
    "lead_practitioner": "Jo Teal",
    "level_at_allocation": "3",
}
CLOSED = {
    "closed_on": "2026-05-01",
    "closure_reason": "objectives_met",
    "objectives_met": "all",
    "level_at_closure": "1",
}
CONSENT = {
    "case_id": "C1",
    "person_id": "P2",
    "kind": "service",
    "status": "agreed",
    "on": "2026-01-10",
    "method": "home visit",
}
ASSESSMENT = {
    "assessment_id": "A1",
    "case_id": "C1",
    "started_on": "2026-01-12",
    "completed_on": "2026-02-01",
    "organisation": "Elm Primary",
}
MEETING = {"case_id": "C1", "kind": "taf", "held_on": "2026-02-10"}
ACTION = {"case_id": "C1", "outcome": "Ava is in school every day", "action": "Breakfast club"} | {
    "owner": "Jo Teal",
    "measure": "Attendance above 95 %",
    "due_on": "2026-03-01",
    "done_on": "2026-03-02",
}
READING = {"case_id": "C1", "person_id": "P1", "tool": "scaling", "area": "safety"} | {
    "taken_on": "2026-01-12",
    "stage": "initial",
    "score": "4",
}
TRANSFER = {
    "case_id": "C1",
    "direction": "step_up",
    "requested_at": "2026-03-01T10:00",
    "accepted_at": "2026-03-02T10:00",
    "reason": "need grew",
}
AUDIT = {
    "audit_id": "AU1",
    "case_id": "C1",
    "audited_on": "2026-04-01",
    "auditor": "Lee Stone",
    "grade": "good",
}
TRAINING = {
    "course": "Early help",
    "held_on": "2026-02-02",
    "practitioner": "Jo Teal",
    "organisation_type": "school",
}

SOUND: dict[str, list[Cells]] = {
    "people.csv": [PERSON, MOTHER, OTHER_FAMILY],
    "enquiries.csv": [ENQUIRY],
    "cases.csv": [CASE],
    "consents.csv": [CONSENT],
    "assessments.csv": [ASSESSMENT],
    "meetings.csv": [MEETING],
    "actions.csv": [ACTION],
    "readings.csv": [READING],
    "transfers.csv": [TRANSFER],
    "audits.csv": [AUDIT],
    "training.csv": [TRAINING],
}


def ground(**given: object) -> Ground:
    """Return a profile's lists, small."""
    wanted: dict[str, object] = {
        "today": TODAY,
        "tools": {
            "scaling": Scale(frozenset(("safety", "wellbeing")), Decimal(0), Decimal(10)),
            "level": Scale(frozenset(("level",)), Decimal(1), Decimal(4)),
        },
        "localities": frozenset(("north", "north area")),
        "objectives": {"objectives_met": frozenset(("all",))},
        "postcode_known": lambda postcode: postcode == "DN1 2QD",
    }
    return Ground(**{**wanted, **given})  # type: ignore[arg-type]


def csv_of(rows: Sequence[Mapping[str, str]], columns: Sequence[str] | None = None) -> bytes:
    """Return rows as the bytes of a file."""
    names = columns or list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def files(**changed: Sequence[Mapping[str, str]]) -> dict[str, bytes]:
    """Return the sound files as bytes, those named (without `.csv`) replaced."""
    rows = SOUND | {f"{name}.csv": list(given) for name, given in changed.items()}
    return {name: csv_of(given) for name, given in rows.items() if given}
