"""Meetings of the team around the family: kinds, attendance, when the next one is due, which date to suggest.

Source: requirements R104 and R145; contracts/reports.md, `meetings.on_time`.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from baton.core.rules.clocks import Pause, due_after_days
from baton.partnership.rules.profile_codes import MeetingCode

SATURDAY = 5


# Only these tell that the team around the family met. Source: contracts/reports.md, `meetings.on_time`.
TEAM_KINDS = frozenset({MeetingCode.TAF, MeetingCode.REVIEW})


class MeetingState(StrEnum):
    """Whether a meeting took place."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


MEETING_STATE_LABELS = {
    MeetingState.PLANNED: "Planned",
    MeetingState.HELD: "Held",
    MeetingState.CANCELLED: "Called off",
}

MEETING_MOVES = {
    MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}


class Presence(StrEnum):
    """Whether somebody was at the meeting."""

    ATTENDED = "attended"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    NOT_INVITED = "not_invited"


PRESENCE_LABELS = {
    Presence.ATTENDED: "Was there",
    Presence.APOLOGIES: "Sent apologies",
    Presence.ABSENT: "Did not come",
    Presence.NOT_INVITED: "Was not invited",
}


class Standing(StrEnum):
    """What a meeting found of an action that was open when it began."""

    DONE = "done"
    CARRIED_FORWARD = "carried_forward"
    DROPPED = "dropped"


STANDING_LABELS = {
    Standing.DONE: "Done",
    Standing.CARRIED_FORWARD: "Carry forward",
    Standing.DROPPED: "No longer needed",
}


class ReviewDecision(StrEnum):
    """What a review decided about the support as a whole."""

    CONTINUE = "continue"
    STEP_UP = "step_up"
    STEP_DOWN = "step_down"
    CLOSE = "close"


REVIEW_DECISION_LABELS = {
    ReviewDecision.CONTINUE: "Go on with the plan",
    ReviewDecision.STEP_UP: "Ask social care to take over (step up)",
    ReviewDecision.STEP_DOWN: "Step down to one service",
    ReviewDecision.CLOSE: "Prepare to close",
}


@dataclass(frozen=True)
class Interval:
    """How long after one meeting the next is expected: from so many days to so many."""

    from_days: int
    to_days: int


@dataclass(frozen=True)
class Window:
    """The days in which the next meeting is expected, both included."""

    earliest: date
    latest: date


def may_move(current: MeetingState, to: MeetingState) -> bool:
    """Say whether a meeting may go from one state to the other."""
    return to in MEETING_MOVES[current]


def window(after: date, interval: Interval, pauses: Sequence[Pause[date]] = ()) -> Window:
    """Return the days in which the next meeting is expected, counted from the last one or from allocation.

    Days on which one of the ended `pauses` held do not count. Source: requirements R145 (every four to six
    weeks; the numbers are the profile's).
    """
    if not pauses:
        return Window(after + timedelta(interval.from_days), after + timedelta(interval.to_days))
    earliest, latest = (
        due_after_days(after, days, pauses) for days in (interval.from_days, interval.to_days)
    )
    return Window(earliest, latest)


def suggest(after: date, interval: Interval, days_off: Container[date]) -> date:
    """Return a date to suggest for the next meeting.

    The same weekday, as near as can be to the middle of the interval, on neither a weekend nor one of
    `days_off`; where no such day is left, any working day in the interval; where there is none, its last day.
    """
    expected = window(after, interval)
    middle = expected.earliest + (expected.latest - expected.earliest) / 2
    days = [
        expected.earliest + timedelta(step) for step in range((expected.latest - expected.earliest).days + 1)
    ]
    working = [day for day in days if day.weekday() < SATURDAY and day not in days_off]
    preferred = sorted(working, key=lambda day: (day.weekday() != after.weekday(), abs(day - middle)))
    return preferred[0] if preferred else expected.latest


def is_late(last: date, interval: Interval, today: date) -> bool:
    """Say whether the next meeting is late, counted from the last one (or from allocation)."""
    return today > window(last, interval).latest


def met_in_time(held: Iterable[tuple[MeetingCode, date]], day: date, interval: Interval) -> bool:
    """Say whether the team met between `day` less the upper end of the interval and `day`, both included.

    Source: contracts/reports.md, `meetings.on_time`.
    """
    since = day - timedelta(interval.to_days)
    return any(kind in TEAM_KINDS and since <= held_on <= day for kind, held_on in held)
