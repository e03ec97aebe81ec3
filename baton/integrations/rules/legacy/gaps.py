"""Cells that a record cannot do without: what stands in their place, and that it is said (ours).

The contract takes an empty cell for “not known”, and lets every column but the keys be absent.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeVar

from baton.integrations.rules.legacy.index import Index
from baton.integrations.rules.legacy.notes import Note, finding
from baton.integrations.rules.legacy.rows import Row
from baton.integrations.rules.legacy.tables import (
    ACTIONS,
    ASSESSMENTS,
    AUDITS,
    CASES,
    CONSENTS,
    ENQUIRIES,
    MEETINGS,
    READINGS,
    TRAINING,
    TRANSFERS,
)

LEFT_OUT = "not known: without it the record is counted and nothing is kept of it"
OPENING = "not known: the day on which the case opened stands in its place"

NEEDED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        ENQUIRIES: {
            "received_at": "not known: the first later moment that is known stands in its place",
            "channel": "not known: kept as paper",
        },
        CASES: {"opened_on": "not known: the first day that is known of the case stands in its place"},
        CONSENTS: {"status": "not known: kept as not asked", "on": OPENING},
        ASSESSMENTS: {"started_on": "not known: the day of completion, or of the case, stands in its place"},
        MEETINGS: {"kind": "not known: kept as a meeting of the team", "held_on": OPENING},
        ACTIONS: {"action": "not known: kept as “not recorded”"},
        READINGS: {"tool": LEFT_OUT, "area": LEFT_OUT, "score": LEFT_OUT, "taken_on": OPENING}
        | {"stage": "not known: kept as taken at a review"},
        TRANSFERS: {"direction": LEFT_OUT},
        AUDITS: {"audited_on": LEFT_OUT},
        TRAINING: {"held_on": LEFT_OUT, "course": "not known: kept as “not recorded”"},
    }
)

Moment = TypeVar("Moment", bound=date)
"""By file, the columns that the tables of Baton need, and what is said where one is empty."""

ENDINGS = ("closure_reason", "objectives_met", "level_at_closure")


def all_of(index: Index) -> Iterator[Note]:
    """Return a finding for each gap that something else fills, or that keeps a record from being kept."""
    for file, needed in NEEDED.items():
        for row in index.of(file):
            yield from (
                finding(file, row.number, column, words)
                for column, words in needed.items()
                if row.empty(column)
            )
    for row in index.of(ENQUIRIES):
        yield from _of_enquiry(row)
    for row in index.of(CASES):
        yield from _of_open_case(row)
    for row in index.of(TRANSFERS):
        if row["requested_at"] and row["accepted_at"] and row["accepted_at"] < row["requested_at"]:
            words = "accepted before it was requested: the request is kept as of the same moment"
            yield finding(TRANSFERS, row.number, "accepted_at", words)


def _of_enquiry(row: Row) -> Iterator[Note]:
    if row["screened_at"] and row.empty("outcome"):
        words = "decided, and not said how: the outcome is kept as not recorded"
        yield finding(row.file, row.number, "outcome", words)
    if row["outcome"] and row.empty("screened_at"):
        words = (
            "decided at a time that is not known: the first later moment that is known stands in its place"
        )
        yield finding(row.file, row.number, "screened_at", words)
    if row["enquirer_told_at"] and decision_of(row) is None:
        words = "the enquirer was told, and no decision is known: the telling is not kept"
        yield finding(row.file, row.number, "enquirer_told_at", words)


def _of_open_case(row: Row) -> Iterator[Note]:
    if row.empty("closed_on"):
        words = "an open case has none: it is not kept"
        yield from (finding(row.file, row.number, name, words) for name in ENDINGS if row[name] is not None)


def is_left_out(row: Row) -> bool:
    """Say whether a row lacks what a record of its kind cannot be without."""
    needed = NEEDED.get(row.file, {})
    return any(words is LEFT_OUT and row[column] is None for column, words in needed.items())


def received_at(row: Row, now: datetime) -> datetime:
    """Return when an enquiry was received."""
    found: datetime = _first(row["received_at"], row["screened_at"], row["enquirer_told_at"], now)
    return found


def decision_of(row: Row) -> str | None:
    """Return how an enquiry was decided; empty where it was, and nobody knows how; `None` where it was not."""
    if row["outcome"]:
        return str(row["outcome"])
    return "" if row["screened_at"] else None


def decided_at(row: Row, now: datetime) -> datetime:
    """Return when an enquiry that has an outcome was decided."""
    found: datetime = _first(row["screened_at"], row["enquirer_told_at"], now)
    return found


def opened_on(row: Row, index: Index, today: date) -> date:
    """Return when a case opened; where that is not known the first day that is, which is never after it closed."""
    if row["opened_on"]:
        found: date = row["opened_on"]
        return found
    days = [row["allocated_on"], row["closed_on"]]
    days += [one["started_on"] or one["completed_on"] for one in index.of_case(ASSESSMENTS, row["case_id"])]
    days += [one["held_on"] for one in index.of_case(MEETINGS, row["case_id"])]
    return min([day for day in days if day is not None], default=today)


def started_on(row: Row, opened: date) -> date:
    """Return when an assessment was started, never after it was completed."""
    found: date = _first(row["started_on"], row["completed_on"], opened)
    return found


def _first(*values: Moment | None) -> Moment:
    return next(value for value in values if value is not None)
