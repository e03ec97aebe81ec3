"""Meetings as pages show them: when the next is expected, who is asked about, what the minutes say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from baton.casework.actions.meeting import interval_of, last_met
from baton.casework.actions.minutes import Present
from baton.casework.models import Case, Meeting, TeamMember
from baton.casework.models.owed import paused_days
from baton.casework.models.standing import CaseStanding
from baton.casework.rules.case import CaseState, Support
from baton.casework.rules.duty import MEETINGS
from baton.casework.rules.meeting import (
    PRESENCE_LABELS,
    REVIEW_DECISION_LABELS,
    STANDING_LABELS,
    MeetingState,
    Presence,
    ReviewDecision,
    Standing,
    Window,
    suggest,
    window,
)
from baton.core.rules.calendars import Closures, Period, next_working_day
from baton.partnership.models import Practitioner
from baton.people.models import Person


@dataclass(frozen=True)
class Invited:
    """Somebody the minutes ask about by name."""

    name: str
    practitioner: Practitioner | None = None
    member: TeamMember | None = None
    person: Person | None = None

    def present(self, status: Presence) -> Present:
        """Return that they were there, or not."""
        return Present(status=status, practitioner=self.practitioner, member=self.member, person=self.person)


@dataclass(frozen=True)
class Expected:
    """When the team is expected to meet next, and a day to suggest."""

    last: date
    window: Window
    suggestion: date


@dataclass(frozen=True)
class MeetingsPage:
    """The meetings of a case."""

    expected: Expected | None
    planned: tuple[Meeting, ...]
    held: tuple[Meeting, ...]
    cancelled: tuple[Meeting, ...]


def meetings_page(standing: CaseStanding) -> MeetingsPage:
    """Return the meetings of a case, the newest first, and when the next is expected."""
    case = standing.case
    rows = list(case.meetings.select_related("recorded_by", "review").prefetch_related("decisions"))
    by_state: dict[str, list[Meeting]] = {state: [] for state in MeetingState}
    for row in sorted(rows, key=lambda row: row.held_on or row.planned_for or case.opened_on, reverse=True):
        by_state[row.state].append(row)
    return MeetingsPage(
        expected=expected(case, standing.today),
        planned=tuple(reversed(by_state[MeetingState.PLANNED])),
        held=tuple(by_state[MeetingState.HELD]),
        cancelled=tuple(by_state[MeetingState.CANCELLED]),
    )


def expected(case: Case, today: date) -> Expected | None:
    """Return when the team is expected to meet next; `None` where no meeting is owed."""
    last = last_met(case)
    if last is None or case.state != CaseState.OPEN or case.support != Support.FULL:
        return None
    return Expected(
        last, window(last, interval_of(case), paused_days(case, MEETINGS)), suggestion(case, last, today)
    )


def suggestion(case: Case, after: date, today: date) -> date:
    """Return a day to suggest for the next meeting after a day: a working day in the middle of the interval.

    Where that day has passed, a working day soon (`SOON` days from today; ours).
    """
    closed = tuple(Period(day, day) for day in case.profile.profile.calendar.closure_days)
    off = Closures(closed)
    found = suggest(after, interval_of(case), off)
    return found if found >= today else next_working_day(today + timedelta(SOON), off)


SOON = 3


def invited(standing: CaseStanding) -> dict[str, Invited]:
    """Return whom the minutes ask about, by a key for the form: the lead, the team, the family."""
    case = standing.case
    lead = standing.lead
    found = {}
    if lead is not None and lead.practitioner is not None:
        words = f"{lead.practitioner.name} ({standing.profile.words.lead_practitioner})"
        found["lead"] = Invited(words, practitioner=lead.practitioner)
    for member in (
        TeamMember.objects.current()
        .filter(case=case)
        .select_related("organisation")
        .order_by("from_on", "name")
    ):
        found[f"member_{member.pk}"] = Invited(_with(member.name, member.agency), member=member)
    for row in standing.members:
        if row.person.unborn:
            continue
        found[f"person_{row.person.pk}"] = Invited(row.person.called, person=row.person)
    return found


def _with(name: str, agency: str) -> str:
    return f"{name}, {agency}" if agency else name


@dataclass(frozen=True)
class MinutesPage:
    """The minutes of one meeting."""

    meeting: Meeting
    kind: str
    attendance: tuple[tuple[str, tuple[str, ...]], ...]
    progress: tuple[tuple[str, str, str], ...]
    decisions: tuple[str, ...]
    decided: str


def minutes_page(meeting: Meeting, standing: CaseStanding) -> MinutesPage:
    """Return the minutes of a meeting."""
    progress = meeting.progress.select_related("action").order_by("action__position")
    review = getattr(meeting, "review", None)
    return MinutesPage(
        meeting=meeting,
        kind=standing.profile.meeting_kinds.label(meeting.kind),
        attendance=tuple(_attendance(meeting)),
        progress=tuple(
            (row.action.words, STANDING_LABELS[Standing(row.standing)], row.note) for row in progress
        ),
        decisions=tuple(row.words for row in meeting.decisions.order_by("position")),
        decided=REVIEW_DECISION_LABELS[ReviewDecision(review.decision)] if review else "",
    )


def _attendance(meeting: Meeting) -> Iterable[tuple[str, tuple[str, ...]]]:
    rows = list(meeting.attendances.select_related("practitioner", "member__organisation", "person"))
    for status, words in PRESENCE_LABELS.items():
        names = tuple(_name(row) for row in rows if row.status == status)
        if names:
            yield words, names


def _name(row: object) -> str:
    practitioner, member, person = row.practitioner, row.member, row.person  # type: ignore[attr-defined]
    if practitioner is not None:
        return str(practitioner.name)
    if member is not None:
        return _with(member.name, member.agency)
    return str(person.called if person is not None else row.words)  # type: ignore[attr-defined]
