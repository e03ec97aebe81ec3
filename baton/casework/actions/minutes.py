"""The minutes of a meeting: who was there, how the actions stand, what was decided, what next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from baton.casework.actions import meeting as meetings
from baton.casework.actions import plan_action
from baton.casework.actions.common import day_of, locked_open, record
from baton.casework.actions.meeting import MeetingMoved, When
from baton.casework.actions.plan_action import Task
from baton.casework.events import meeting as events
from baton.casework.models import (
    ActionProgress,
    Attendance,
    Case,
    Meeting,
    MeetingDecision,
    PlanAction,
    Review,
    TeamMember,
)
from baton.casework.rules.meeting import MeetingState, Presence, ReviewDecision, Standing, may_move
from baton.casework.rules.plan import ActionState
from baton.core.versions import bump
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import MeetingCode
from baton.people.actions import level
from baton.people.actions.records import NewLevel
from baton.people.models import Person
from baton.people.rules.facts import Occasion


class HeldOutside(Exception):
    """A meeting of a case is held while the case is open, and not in the future."""

    def __init__(self) -> None:
        super().__init__(
            "Enter the day on which the meeting was held: not before the case opened, not after today."
        )


class ReviewNeeded(Exception):
    """A review says the level of need and whether support goes on."""

    def __init__(self) -> None:
        super().__init__("Say what level of need the review found, and whether the support goes on.")


class NotOfThisCase(Exception):
    """An action or a person in the minutes does not belong to this case."""

    def __init__(self) -> None:
        super().__init__("The plan or the team has changed. Look at them again, then record the meeting.")


@dataclass(frozen=True, kw_only=True)
class Present:
    """Somebody and whether they were there: the lead, a member of the team, somebody of the family, or a
    guest.
    """

    status: Presence
    practitioner: Practitioner | None = None
    member: TeamMember | None = None
    person: Person | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How one open action stands; `note` says why it is no longer needed, or how it goes."""

    standing: Standing
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a review found."""

    level: int
    decision: ReviewDecision
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """All that is recorded of one meeting."""

    kind: MeetingCode
    held_on: date
    place: str = ""
    present: Sequence[Present] = ()
    progress: Mapping[UUID, Progress] = field(default_factory=dict)
    decisions: Sequence[str] = ()
    tasks: Sequence[Task] = ()
    child_voice: str = ""
    family_view: str = ""
    notes: str = ""
    threshold_considered: bool = False
    finding: Finding | None = None
    next: When | None = None


@deed
def record_meeting(
    *,
    case: Case,
    minutes: Minutes,
    meeting: Meeting | None = None,
    expected_version: int | None = None,
    by: Practitioner | None,
    at: datetime,
) -> Meeting:
    """Record that a meeting was held: a planned one, or (without `meeting`) one that nobody had planned.

    Attendance, progress, decisions, new actions and the next meeting are written together. Actions that are
    done or no longer needed leave the plan's list, the others are carried forward. Raises `Stale`,
    `MeetingMoved`, `HeldOutside`, `ReviewNeeded`, `NotOfThisCase`, `CaseClosed`. Source: R104, R114, R115.
    """
    case = locked_open(case)
    _check(case, minutes, day_of(at))
    held = _hold(case, meeting, expected_version, minutes, by, at)
    write_rows(held, minutes)
    _settle_actions(case, held, minutes, by, at)
    for task in minutes.tasks:
        plan_action.agree(case=case, task=task, by=by, at=at)
    _review(case, held, minutes, by, at)
    if minutes.next is not None:
        meetings.plan(case=case, kind=MeetingCode.TAF, when=minutes.next, by=by, at=at)
    meetings.owe_next(case=case, at=at)
    record(events.MEETING_HELD, case, at=at, by=by, subject=held, data=held_data(held, minutes))
    return held


@deed
def amend(
    *,
    meeting: Meeting,
    notes: str,
    child_voice: str,
    family_view: str,
    expected_version: int,
    by: Practitioner,
    at: datetime,
) -> Meeting:
    """Put right or add to what the minutes say; attendance and actions stay. Raises `Stale`, `MeetingMoved`,
    `CaseClosed`.
    """
    case = locked_open(meeting.case)
    bump(meeting, expected_version)
    meeting.refresh_from_db()
    if meeting.state != MeetingState.HELD:
        raise MeetingMoved
    meeting.notes, meeting.child_voice, meeting.family_view = notes, child_voice, family_view
    meeting.save(update_fields=["notes", "child_voice", "family_view"])
    record(events.MINUTES_AMENDED, case, at=at, by=by, subject=meeting)
    return meeting


def held_data(meeting: Meeting, minutes: Minutes) -> dict[str, object]:
    """Return what the event of a meeting says: kind, day, how many came, how many actions were done."""
    return {
        "kind": meeting.kind,
        "held_on": meeting.held_on,
        "attended": sum(one.status is Presence.ATTENDED for one in minutes.present),
        "done": sum(one.standing is Standing.DONE for one in minutes.progress.values()),
        "next_on": meeting.next_on,
    }


def fill(meeting: Meeting, minutes: Minutes, by: Practitioner | None, at: datetime) -> Meeting:
    """Make a row say that its meeting was held, without saving it."""
    meeting.kind, meeting.state = minutes.kind, MeetingState.HELD
    meeting.held_on, meeting.place = minutes.held_on, minutes.place
    meeting.child_voice, meeting.family_view = minutes.child_voice, minutes.family_view
    meeting.notes, meeting.threshold_considered = minutes.notes, minutes.threshold_considered
    meeting.next_on = minutes.next.day if minutes.next else None
    meeting.recorded_at, meeting.recorded_by = at, by
    return meeting


def write_rows(meeting: Meeting, minutes: Minutes) -> None:
    """Write who was there and what was decided."""
    Attendance.objects.bulk_create(attendance_rows(meeting, minutes))
    MeetingDecision.objects.bulk_create(
        MeetingDecision(meeting=meeting, position=number, words=words)
        for number, words in enumerate(minutes.decisions, 1)
    )


def attendance_rows(meeting: Meeting, minutes: Minutes) -> list[Attendance]:
    """Return the rows that say who was there, not saved."""
    return [
        Attendance(
            meeting=meeting,
            practitioner=one.practitioner,
            member=one.member,
            person=one.person,
            words=one.words,
            status=one.status,
        )
        for one in minutes.present
    ]


def _check(case: Case, minutes: Minutes, today: date) -> None:
    if not case.opened_on <= minutes.held_on <= today:
        raise HeldOutside
    if (minutes.kind is MeetingCode.REVIEW) != (minutes.finding is not None):
        raise ReviewNeeded
    people = {one.person.pk for one in minutes.present if one.person}
    of_family = set(case.family.memberships.values_list("person_id", flat=True))
    of_team = all(one.member.case_id == case.pk for one in minutes.present if one.member)
    if people - of_family or not of_team:
        raise NotOfThisCase


def _hold(
    case: Case,
    meeting: Meeting | None,
    expected_version: int | None,
    minutes: Minutes,
    by: Practitioner | None,
    at: datetime,
) -> Meeting:
    if meeting is None:
        held = fill(Meeting(case=case, by=by), minutes, by, at)
        held.save(force_insert=True)
        return held
    if expected_version is not None:
        bump(meeting, expected_version)
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk, case=case)
    if not may_move(MeetingState(held.state), MeetingState.HELD):
        raise MeetingMoved
    fill(held, minutes, by, at).save()
    return held


def _settle_actions(
    case: Case, meeting: Meeting, minutes: Minutes, by: Practitioner | None, at: datetime
) -> None:
    still_open = {action.pk: action for action in PlanAction.objects.open().filter(case=case)}
    if set(minutes.progress) - set(still_open):
        raise NotOfThisCase
    carried = Progress(standing=Standing.CARRIED_FORWARD)
    for action in still_open.values():
        found = minutes.progress.get(action.pk, carried)
        ActionProgress.objects.create(
            meeting=meeting, action=action, standing=found.standing, note=found.note
        )
        if found.standing is Standing.DONE:
            plan_action.settle(action=action, to=ActionState.DONE, on=minutes.held_on, by=by, at=at)
        elif found.standing is Standing.DROPPED:
            plan_action.settle(action=action, to=ActionState.DROPPED, words=found.note, by=by, at=at)


def _review(case: Case, meeting: Meeting, minutes: Minutes, by: Practitioner | None, at: datetime) -> None:
    found = minutes.finding
    if found is None:
        return
    Review.objects.create(meeting=meeting, level=found.level, decision=found.decision, reason=found.reason)
    level.record(
        level=NewLevel(
            family_id=case.family_id,
            level=found.level,
            occasion=Occasion.REVIEW,
            on=minutes.held_on,
            case_id=case.pk,
        ),
        by=by,
        at=at,
    )
    record(
        events.REVIEWED,
        case,
        at=at,
        by=by,
        subject=meeting,
        data={"level": found.level, "decision": found.decision},
    )
