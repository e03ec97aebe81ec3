"""Meetings of many cases at once: those that were held, those to come, and when the next is owed.

Rows and events are those of `minutes.record_meeting`, `meeting.plan` and `meeting.owe_next`; what an older system did not
keep stays empty. Rules of practice are not asked here (contract of the import).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Aggregate, Max, Min

from baton.casework.actions.bulk_past import duty_row, leads_of
from baton.casework.actions.meeting import NOT_OWED, When, interval_of, planned_data
from baton.casework.actions.minutes import Minutes, Present, attendance_rows, fill, held_data
from baton.casework.events import meeting as events
from baton.casework.models import Case, Duty, Meeting
from baton.casework.models.meeting import MeetingQuerySet
from baton.casework.rules.case import CaseState, Support
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.meeting import window
from baton.core.bulk import insert, update
from baton.core.dates import end_of_day
from baton.core.wall import deed
from baton.journal import NewEvent, record_many
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import MeetingCode


@dataclass(frozen=True, kw_only=True)
class PastMeeting:
    """A meeting that was held, with who was there where that is known."""

    case: Case
    kind: MeetingCode
    held_on: date
    notes: str = ""
    present: Sequence[Present] = ()
    imported_ref: str = ""
    by: Practitioner | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingAhead:
    """A meeting to come."""

    case: Case
    kind: MeetingCode
    when: When
    by: Practitioner | None = None


@deed
def hold_many(new: Sequence[PastMeeting], *, by: Practitioner | None, at: datetime) -> list[Meeting]:
    """Keep meetings that were held, and return them in the order given; `owe_meetings` says when the next is due.

    A meeting's own `by` stands before the one given for all, here and in `plan_ahead`.
    """
    said = [Minutes(kind=one.kind, held_on=one.held_on, notes=one.notes, present=one.present) for one in new]
    rows = [
        fill(
            Meeting(case=one.case, by=one.by or by, imported_ref=one.imported_ref), minutes, one.by or by, at
        )
        for one, minutes in zip(new, said, strict=True)
    ]
    insert(rows)
    insert(
        [place for row, minutes in zip(rows, said, strict=True) for place in attendance_rows(row, minutes)]
    )
    record_many(
        _event(events.MEETING_HELD, row, held_data(row, minutes), at)
        for row, minutes in zip(rows, said, strict=True)
    )
    return rows


@deed
def plan_ahead(new: Sequence[MeetingAhead], *, by: Practitioner | None, at: datetime) -> list[Meeting]:
    """Plan meetings, and return them in the order given; `owe_meetings` says when the next is due."""
    rows = [
        Meeting(
            case=one.case,
            kind=one.kind,
            planned_for=one.when.day,
            starts_at=one.when.starts_at,
            place=one.when.place,
            by=one.by or by,
        )
        for one in new
    ]
    insert(rows)
    record_many(_event(events.MEETING_PLANNED, row, planned_data(row), at) for row in rows)
    return rows


def _event(kind: str, row: Meeting, data: dict[str, object], at: datetime) -> NewEvent:
    family = row.case.family_id
    return NewEvent(kind=kind, at=at, by=row.by, family=family, case_id=row.case_id, subject=row, data=data)


@deed
def owe_meetings(cases: Sequence[Case], *, at: datetime) -> int:
    """Let who leads each case owe its next meeting, as `meeting.owe_next` does; return how many are owed."""
    ids = [case.pk for case in cases]
    open_ones = Duty.objects.open().filter(case__in=ids, kind=DutyKind.HOLD_MEETING)
    duties = {duty.case_id: duty for duty in open_ones}
    team = Meeting.objects.of_the_team().filter(case__in=ids)
    held = _days(team.held(), Max("held_on"))
    planned = _days(team.planned(), Min("planned_for"))
    leads = leads_of(ids)
    due = {
        case.pk: _meeting_due(case, held.get(case.pk), planned.get(case.pk), led=case.pk in leads)
        for case in cases
    }
    new = [
        duty_row(case, DutyKind.HOLD_MEETING, end_of_day(day), leads.get(case.pk), at)
        for case in cases
        if (day := due[case.pk]) is not None and case.pk not in duties
    ]
    for duty in duties.values():
        day = due[duty.case_id]
        duty.due_at, duty.done_at = (end_of_day(day), None) if day else (duty.due_at, at)
        duty.reason = "" if day else NOT_OWED
    insert(new)
    update(duties.values(), ["due_at", "done_at", "reason"])
    return sum(day is not None for day in due.values())


def _days(meetings: MeetingQuerySet, day: Aggregate) -> dict[UUID, date]:
    return dict(meetings.values_list("case_id").annotate(day=day))


def _meeting_due(case: Case, held: date | None, planned: date | None, *, led: bool) -> date | None:
    last = _last_met(case, held, led=led)
    if case.state != CaseState.OPEN or case.support != Support.FULL or last is None:
        return None
    return planned or window(last, interval_of(case)).latest


def _last_met(case: Case, held: date | None, *, led: bool) -> date | None:
    if case.allocated_on is None and not led:
        return held
    return max(filter(None, (held, case.allocated_on, case.opened_on)))
