"""Planning meetings, moving them, calling them off, and when the next one is owed."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Max

from baton.casework.actions import duty
from baton.casework.actions.common import day_of, locked, locked_open, record
from baton.casework.actions.leading import lead_of
from baton.casework.events import meeting as events
from baton.casework.models import Case, Meeting
from baton.casework.models.owed import paused_days
from baton.casework.rules.case import CaseState, Support
from baton.casework.rules.duty import MEETINGS, DutyKind
from baton.casework.rules.meeting import Interval, MeetingState, may_move, window
from baton.core.versions import bump
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import MeetingCode


class MeetingInPast(Exception):
    """A meeting is planned for a day to come; one that was held is recorded."""

    def __init__(self) -> None:
        super().__init__("Enter today's date or a later one. If the meeting was held, record it instead.")


class MeetingMoved(Exception):
    """The meeting was held or called off already."""

    def __init__(self) -> None:
        super().__init__("This meeting was held or called off already.")


class ReasonNeeded(Exception):
    """A meeting is not called off without a reason."""

    def __init__(self) -> None:
        super().__init__("Say why the meeting is called off.")


@dataclass(frozen=True, kw_only=True)
class When:
    """The day, time and place of a meeting to come."""

    day: date
    starts_at: time | None = None
    place: str = ""


@deed
def plan(*, case: Case, kind: MeetingCode, when: When, by: Practitioner | None, at: datetime) -> Meeting:
    """Plan a meeting. Raises `MeetingInPast`, `CaseClosed`. Source: R104."""
    case = locked_open(case)
    _to_come(when, at)
    meeting = Meeting.objects.create(
        case=case, kind=kind, planned_for=when.day, starts_at=when.starts_at, place=when.place, by=by
    )
    owe_next(case=case, at=at)
    _record(events.MEETING_PLANNED, meeting, case, by, at)
    return meeting


@deed
def move(*, meeting: Meeting, when: When, expected_version: int, by: Practitioner, at: datetime) -> Meeting:
    """Hold it on another day, at another time or place. Raises `Stale`, `MeetingMoved`, `MeetingInPast`,
    `CaseClosed`.
    """
    case = locked_open(meeting.case)
    bump(meeting, expected_version)
    meeting.refresh_from_db()
    if meeting.state != MeetingState.PLANNED:
        raise MeetingMoved
    _to_come(when, at)
    meeting.planned_for, meeting.starts_at, meeting.place = when.day, when.starts_at, when.place
    meeting.save(update_fields=["planned_for", "starts_at", "place"])
    owe_next(case=case, at=at)
    _record(events.MEETING_MOVED, meeting, case, by, at)
    return meeting


@deed
def cancel(*, meeting: Meeting, reason: str, by: Practitioner | None, at: datetime) -> Meeting:
    """Call a meeting off. Raises `MeetingMoved`, `ReasonNeeded`."""
    case = locked(meeting.case)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not may_move(MeetingState(meeting.state), MeetingState.CANCELLED):
        raise MeetingMoved
    if not reason.strip():
        raise ReasonNeeded
    meeting.state, meeting.cancelled_reason = MeetingState.CANCELLED, reason
    meeting.save(update_fields=["state", "cancelled_reason"])
    owe_next(case=case, at=at)
    _record(events.MEETING_CANCELLED, meeting, case, by, at)
    return meeting


def interval_of(case: Case) -> Interval:
    """Return how often the team meets, by the profile under which the case began."""
    clocks = case.profile.profile.clocks
    return Interval(clocks.meeting_min_days, clocks.meeting_max_days)


def last_met(case: Case) -> date | None:
    """Return the day on which the team met last; before the first meeting, that on which somebody began to
    lead.

    `None` where nobody leads and nothing was held: then no meeting is owed.
    """
    held = case.meetings.held().of_the_team().aggregate(day=Max("held_on"))["day"]
    if case.allocated_on is None and not case.allocations.current().exists():
        found: date | None = held
        return found
    opened = case.spans.current().values_list("opened_on", flat=True).first()
    days: list[date | None] = [held, case.allocated_on, opened]
    return max(day for day in days if day is not None)


def owe_next(*, case: Case, at: datetime) -> None:
    """Let the lead practitioner owe the next meeting: on the day it is planned for, else by the profile's
    interval.

    Ends the duty where none is owed: the case is closed or on hold, one service helps alone, nobody leads
    yet.
    """
    planned = case.meetings.planned().of_the_team().order_by("planned_for").first()
    last = last_met(case)
    owed = case.state == CaseState.OPEN and case.support == Support.FULL and last is not None
    if not owed or last is None:
        duty.done(case=case, kind=DutyKind.HOLD_MEETING, at=at, reason=NOT_OWED)
        return
    expected = window(last, interval_of(case), paused_days(case, MEETINGS))
    due_on = planned.planned_for if planned else expected.latest
    duty.owe(case=case, kind=DutyKind.HOLD_MEETING, due_on=due_on, owner=lead_of(case), at=at)


NOT_OWED = "No meeting of the team is due in this case now."


def planned_data(meeting: Meeting) -> dict[str, object]:
    """Return what the event of a planned meeting says."""
    return {"kind": meeting.kind, "planned_for": meeting.planned_for, "held_on": meeting.held_on}


def _to_come(when: When, at: datetime) -> None:
    if when.day < day_of(at):
        raise MeetingInPast


def _record(kind: str, meeting: Meeting, case: Case, by: Practitioner | None, at: datetime) -> None:
    record(
        kind,
        case,
        at=at,
        by=by,
        subject=meeting,
        data=planned_data(meeting),
    )
