"""Keeping audits and training attendances, and putting right what was keyed wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from baton import journal
from baton.casework.models import Case
from baton.core.bulk import insert
from baton.core.versions import bump
from baton.core.wall import deed
from baton.journal import NewEvent
from baton.partnership.models import Practitioner
from baton.workforce.models import Audit, TrainingAttendance


@dataclass(frozen=True, kw_only=True)
class NewAudit:
    """One graded review of a case file."""

    case: Case
    audited_on: date
    grade: str
    auditor: Practitioner | None = None
    imported_auditor: str = ""
    imported_ref: str = ""


@dataclass(frozen=True, kw_only=True)
class NewAttendance:
    """One person at one course."""

    course: str
    held_on: date
    organisation_type: str = ""
    practitioner: Practitioner | None = None
    imported_name: str = ""
    imported_ref: str = ""


def audit(*, new: NewAudit, by: Practitioner | None, at: datetime) -> Audit:
    """Keep one audit."""
    return audit_many(new=[new], by=by, at=at)[0]


@deed
def audit_many(*, new: Sequence[NewAudit], by: Practitioner | None, at: datetime) -> list[Audit]:
    """Keep many audits, as an import does, and return their rows in the order given."""
    rows = insert(
        [
            Audit(
                case=one.case,
                audited_on=one.audited_on,
                grade=one.grade,
                auditor=one.auditor,
                imported_auditor=one.imported_auditor,
                imported_ref=one.imported_ref,
            )
            for one in new
        ]
    )
    journal.record_many(_audit_event("workforce.audited", row, by, at) for row in rows)
    return rows


def attend(*, new: NewAttendance, by: Practitioner | None, at: datetime) -> TrainingAttendance:
    """Keep one attendance."""
    return attend_many(new=[new], by=by, at=at)[0]


@deed
def attend_many(
    *, new: Sequence[NewAttendance], by: Practitioner | None, at: datetime
) -> list[TrainingAttendance]:
    """Keep many attendances, as an import does, and return their rows in the order given."""
    rows = insert(
        [
            TrainingAttendance(
                course=one.course,
                held_on=one.held_on,
                organisation_type=one.organisation_type,
                practitioner=one.practitioner,
                imported_name=one.imported_name,
                imported_ref=one.imported_ref,
            )
            for one in new
        ]
    )
    journal.record_many(NewEvent(kind="workforce.attended", at=at, by=by, subject=row) for row in rows)
    return rows


@deed
def correct_audit(
    *,
    audit: Audit,
    audited_on: date,
    grade: str,
    reason: str,
    expected_version: int,
    by: Practitioner,
    at: datetime,
) -> Audit:
    """Correct the day and grade of an audit, with the reason. Raises `core.versions.Stale`."""
    bump(audit, expected_version)
    audit.audited_on, audit.grade, audit.correction_reason = audited_on, grade, reason
    audit.save(update_fields=["audited_on", "grade", "correction_reason"])
    journal.record_many([_audit_event("workforce.audit_corrected", audit, by, at)])
    return audit


@deed
def correct_attendance(
    *,
    attendance: TrainingAttendance,
    course: str,
    held_on: date,
    organisation_type: str,
    reason: str,
    expected_version: int,
    by: Practitioner,
    at: datetime,
) -> TrainingAttendance:
    """Correct an attendance, with the reason. Raises `core.versions.Stale`."""
    bump(attendance, expected_version)
    attendance.course, attendance.held_on = course, held_on
    attendance.organisation_type, attendance.correction_reason = organisation_type, reason
    attendance.save(update_fields=["course", "held_on", "organisation_type", "correction_reason"])
    journal.record("workforce.attendance_corrected", at=at, by=by, subject=attendance)
    return attendance


def _audit_event(kind: str, row: Audit, by: Practitioner | None, at: datetime) -> NewEvent:
    return NewEvent(
        kind=kind,
        at=at,
        by=by,
        family=row.case.family_id,
        case_id=row.case_id,
        subject=row,
        data={"grade": row.grade},
    )
