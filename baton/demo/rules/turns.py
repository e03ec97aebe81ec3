"""Turns that cases take: step-downs in, assessments sent back, clocks paused, meetings to come, cases opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from baton.demo.rules import figures
from baton.demo.rules.chance import is_so, office_hour, one_of, working

if TYPE_CHECKING:
    from baton.demo.rules.cases import CaseStory
    from baton.demo.rules.enquiries import EnquiryStory
    from baton.demo.rules.leads import Staff
    from baton.demo.rules.story import Teller

STEP_DOWN, TRANSFER_IN = "step_down", "transfer_in"
FARTHEST = 35
"""Days ahead for which meetings have been planned."""

QUIET = 21
"""Days after its closing before which no case is opened again."""

STARTS = (time(9, 30), time(13, 15), time(15, 45))
PLACES = ("School", "Family hub", "The family’s home")


@dataclass(frozen=True)
class Reopened:
    """A case that was closed is opened again, with somebody who leads it."""

    on: date
    lead: str
    organisation: str


@dataclass(frozen=True)
class Ahead:
    """The next meeting."""

    on: date
    starts_at: time
    place: str


@dataclass(frozen=True)
class Paused:
    """The clock of an assessment stood still from a day on, and goes on again from another, where it does."""

    from_on: date
    to_on: date | None = None


def arrive(chance: Random, story: EnquiryStory) -> None:
    """Let an enquiry be a step-down, or a family that moved in with its plan."""
    if story.outcome != "assessment" or story.decided_at is None:
        return
    if story.source == "social_care" and is_so(chance, figures.STEPPED_DOWN):
        story.channel, story.transfer = "transfer", STEP_DOWN
    elif story.source == "other" and is_so(chance, figures.MOVED_IN):
        story.channel, story.transfer = "transfer", TRANSFER_IN


def add(teller: Teller, staff: Staff) -> None:
    """Let cases take their turns."""
    chance = teller.apart("turns")
    _send_back(chance, [case for case in teller.cases if not case.is_staged])
    under_way = [case for case in teller.cases if _is_under_way(case)]
    turns = (
        *[_leave_returned] * _scaled(teller, "WAITING_TO_BE_CHANGED"),
        *[_pause] * _scaled(teller, "PAUSED"),
        *[_hold] * _scaled(teller, "HELD"),
    )
    chosen = chance.sample(under_way, min(len(under_way), len(turns)))
    for case, turn in zip(chosen, turns, strict=False):
        turn(chance, case, teller.today)
    _reopen(chance, teller, staff)
    for case in teller.cases:
        if (
            case.is_worked_on
            and case.meetings
            and case.ahead is None
            and is_so(chance, figures.PLANNED_AHEAD)
        ):
            case.ahead = ahead(chance, teller.today, chance.randrange(1, FARTHEST))


def ahead(chance: Random, today: date, days: int) -> Ahead:
    """Return a meeting about so many days ahead, on a working day."""
    day = working(today + timedelta(days))
    while day <= today:
        day += timedelta(1)
        day = day if day.weekday() < 5 else day + timedelta(2)
    return Ahead(day, one_of(chance, STARTS), one_of(chance, PLACES))


def _scaled(teller: Teller, name: str) -> int:
    number: int = getattr(figures, name)
    return max(1, round(number * teller.scale))


def _send_back(chance: Random, cases: Sequence[CaseStory]) -> None:
    """Let some authorised assessments have been returned once before."""
    for case in cases:
        one = case.assessment
        if one is None or one.authorised_at is None or one.completed_on is None or one.returned is not None:
            continue
        sent = working(one.completed_on - timedelta(chance.randrange(4, 10)))
        if sent > one.started_on and is_so(chance, figures.RETURNED):
            one.returned = _there_and_back(chance, sent)


def _there_and_back(chance: Random, sent: date) -> tuple[datetime, datetime]:
    submitted = office_hour(chance, sent)
    return submitted, submitted + timedelta(hours=chance.randrange(2, 48))


def _is_under_way(case: CaseStory) -> bool:
    one = case.assessment
    untouched = one is not None and one.submitted_at is None and one.returned is None
    return case.is_worked_on and untouched and not case.is_staged


def _leave_returned(chance: Random, case: CaseStory, today: date) -> None:
    assert case.assessment is not None
    days = (today - case.assessment.started_on).days
    if days > 16:
        sent = working(today - timedelta(chance.randrange(3, min(days - 8, 20))))
        case.assessment.returned = _there_and_back(chance, sent)


def _pause(chance: Random, case: CaseStory, today: date) -> None:
    assert case.assessment is not None
    days = (today - case.assessment.started_on).days
    if days > 3:
        begun = case.assessment.started_on + timedelta(chance.randrange(1, min(days, 25)))
        over = begun + timedelta(chance.randrange(7, 21))
        case.paused = Paused(begun, over if over < today and is_so(chance, 50) else None)


def _hold(chance: Random, case: CaseStory, today: date) -> None:
    """Put the whole case on hold some days ago: nothing is due in it until it is taken up again."""
    latest = max([case.opened_on, *case.meetings])
    case.held_on = working(today - timedelta(chance.randrange(2, 20)))
    if case.held_on <= latest:
        case.held_on = None


def _reopen(chance: Random, teller: Teller, staff: Staff) -> None:
    """Open some cases again that were closed for some weeks, with somebody who has room to lead them."""
    closed = [
        case
        for case in teller.cases
        if case.ended and case.support == "full" and (teller.today - case.ended.on).days > QUIET + 7
    ]
    for case in chance.sample(closed, min(len(closed), _scaled(teller, "REOPENED"))):
        worker = staff.free(chance, case.lead_type)
        assert case.ended is not None
        if worker is not None:
            days = chance.randrange(QUIET, (teller.today - case.ended.on).days - 2)
            case.reopened = Reopened(
                working(case.ended.on + timedelta(days)), worker.email, worker.organisation
            )
            staff.loads[worker.email] += 1
