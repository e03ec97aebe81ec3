"""Cases of the story: when they opened, who leads, how far the assessment went, how they ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from baton.demo.rules import figures
from baton.demo.rules.chance import days_around, deck, is_so, new_id, office_hour, working
from baton.demo.rules.enquiries import EnquiryStory
from baton.demo.rules.household import Household
from baton.demo.rules.plans import ActionDays
from baton.demo.rules.teams import Mate
from baton.demo.rules.turns import Ahead, Paused, Reopened

ASSESSMENT_SPREAD, OPEN_SPREAD = 11, 38
REASONS = {
    "objectives_met": 52,
    "single_agency": 16,
    "universal": 13,
    "no_engagement": 8,
    "family_withdrew": 6,
    "moved_away": 4,
    "other": 1,
}
AGREES_WITH = {"objectives_met": "all", "family_withdrew": "some", "no_engagement": "none"}
"""What a reason for closing says of the objectives; the others are drawn."""


@dataclass(kw_only=True)
class AssessmentStory:
    """An assessment, as far as it went."""

    started_on: date
    completed_on: date | None = None
    submitted_at: datetime | None = None
    authorised_at: datetime | None = None
    reader: str = ""
    returned: tuple[datetime, datetime] | None = None
    """When it was first submitted, and when it came back to be changed."""

    @property
    def last_day(self) -> date:
        """The day of the last step."""
        last = self.authorised_at or self.submitted_at or (self.returned and self.returned[1])
        return last.date() if last else self.started_on


@dataclass(kw_only=True)
class Ended:
    """How a case ended."""

    on: date
    reason: str
    objectives: str
    level: int


@dataclass(kw_only=True)
class CaseStory:
    """A case and what happened in it."""

    id: UUID
    household: Household
    opened_on: date
    support: str = "full"
    origin: str = "enquiry"
    enquiry: EnquiryStory | None = None
    lead_type: str = ""
    organisation: str = ""
    lead: str = ""
    once_led_by: str = ""
    coordinator: str = ""
    level: int = 2
    in_register: bool = False
    is_staged: bool = False
    """One of those made for the sign-ins, which stays as it is."""
    lasts: int = 0
    assessment: AssessmentStory | None = None
    ended: Ended | None = None
    step_up_at: datetime | None = None
    is_held: bool = False
    """It rests once social care has accepted a step-up; else it closes then."""
    kept_on: date | None = None
    """The day on which social care said that it keeps the family, and the case that rested was closed."""
    meetings: list[date] = field(default_factory=list)
    ahead: Ahead | None = None
    planned: tuple[ActionDays, ...] = ()
    """The days of its plan's actions, where they are not drawn."""
    team: list[Mate] = field(default_factory=list)
    refused: str = ""
    """The organisation with which the family did not want to share."""
    paused: Paused | None = None
    held_on: date | None = None
    """The day on which the whole case was put on hold."""
    reopened: Reopened | None = None

    @property
    def over_on(self) -> date | None:
        """The day on which it ended here, by closing or because social care took it over; it may open again."""
        if self.step_up_at:
            return self.kept_on if self.is_held else self.step_up_at.date()
        return self.ended.on if self.ended else None

    @property
    def rests_from(self) -> date | None:
        """The day from which nobody of early help works with the family any more."""
        return self.step_up_at.date() if self.step_up_at else self.over_on

    @property
    def is_open(self) -> bool:
        """Say whether it is open now, or rests."""
        return self.over_on is None or self.reopened is not None

    @property
    def is_worked_on(self) -> bool:
        """Say whether a team works on it now, for the first time."""
        return self.support == "full" and self.rests_from is None and not self.in_register

    def open_on(self, day: date) -> bool:
        """Say whether the case was open on a day."""
        again = self.reopened is not None and self.reopened.on <= day
        return self.opened_on <= day and (self.over_on is None or self.over_on > day or again)


def from_enquiry(chance: Random, story: EnquiryStory, today: date) -> CaseStory | None:
    """Return the case that a decision led to; `None` while it waits for somebody to take it on."""
    if story.decided_at is None or story.household is None:
        return None
    opened = story.decided_at.date() + timedelta(chance.randrange(0, 7))
    if story.transfer:
        opened = story.decided_at.date()
    if opened > today:
        return None
    full = story.outcome == "assessment"
    return CaseStory(
        id=new_id(chance),
        household=story.household,
        opened_on=opened,
        origin=story.transfer or "enquiry",
        enquiry=story,
        support="full" if full else "single_service",
        level=story.level,
        lasts=days_around(chance, figures.DAYS_OPEN, OPEN_SPREAD, 10)
        if full
        else days_around(chance, 56, 25, 7),
    )


def from_register(chance: Random, household: Household, today: date) -> CaseStory:
    """Return an old case that waits in the review register."""
    levels = figures.LEVELS_AT_START
    return CaseStory(
        id=new_id(chance),
        household=household,
        opened_on=working(today - timedelta(chance.randrange(310, 900))),
        origin="review_register",
        level=chance.choices(list(levels), list(levels.values()))[0],
        in_register=True,
    )


def end_some(chance: Random, cases: Sequence[CaseStory], active: int, last: date, today: date) -> None:
    """Close as many of the cases as leaves `active` open on `last`, and such as closed since."""
    opened = [case for case in cases if case.opened_on <= last]
    due = [case for case in opened if _ends(case) <= last]
    surplus = min(len(due), max(0, len(opened) - active))
    chance.shuffle(due)
    since = [case for case in cases if last < _ends(case) <= today and is_so(chance, 70)]
    ending = due[:surplus] + since
    reasons = deck(chance, REASONS, len(ending))
    for case, reason in zip(ending, reasons, strict=True):
        case.ended = _ended(chance, case, reason)


def _ends(case: CaseStory) -> date:
    return case.opened_on + timedelta(case.lasts)


def _ended(chance: Random, case: CaseStory, reason: str) -> Ended:
    drawn = chance.choices(list(figures.OBJECTIVES), list(figures.OBJECTIVES.values()))[0]
    fall = chance.choices((-1, 0, 1, 2), (3, 22, 60, 15))[0]
    return Ended(
        on=_ends(case),
        reason=reason,
        objectives=AGREES_WITH.get(reason, drawn),
        level=min(4, max(1, case.level - fall)),
    )


def assess(chance: Random, cases: Sequence[CaseStory], last: date, today: date) -> None:
    """Give the cases their assessments: shares of those active on `last` are W's, none is dated after `today`."""
    drawn = [(case, _assessment(chance, case)) for case in cases]
    active = [(case, one) for case, one in drawn if case.open_on(last)]
    number = len(active)
    none = round(number * (100 - figures.ASSESSED - figures.IN_PROGRESS) / 100)
    completed = round(number * figures.ASSESSED / 100)
    chance.shuffle(active)
    active.sort(key=lambda pair: pair[1].started_on <= last)
    _start(chance, active[none:], completed, last, today)
    for case, one in drawn:
        if (
            case.ended is not None
            and not case.open_on(last)
            and one.completed_on
            and one.completed_on <= case.ended.on
        ):
            case.assessment = one
        elif case.opened_on > last and one.started_on <= today and case.ended is None:
            case.assessment = _unfinished(one)


def _start(
    chance: Random,
    pairs: Sequence[tuple[CaseStory, AssessmentStory]],
    completed: int,
    last: date,
    today: date,
) -> None:
    """Start these assessments; as many as `completed` were completed by `last`, others since or not at all."""
    left = completed
    for case, one in sorted(pairs, key=lambda _: chance.random()):
        done = one.completed_on is not None and one.completed_on <= last and one.last_day < today
        if done and left:
            left -= 1
            case.assessment = one
        elif one.started_on <= min(last, today):
            case.assessment = _unfinished(one)


def _unfinished(one: AssessmentStory) -> AssessmentStory:
    return AssessmentStory(started_on=one.started_on)


def _assessment(chance: Random, case: CaseStory) -> AssessmentStory:
    started = case.opened_on + timedelta(chance.randrange(1, 12))
    took = days_around(chance, figures.ASSESSMENT_DAYS, ASSESSMENT_SPREAD, 8)
    completed = started + timedelta(took)
    submitted = office_hour(chance, completed)
    return AssessmentStory(
        started_on=started,
        completed_on=completed,
        submitted_at=submitted,
        authorised_at=submitted + timedelta(hours=chance.randrange(2, 72)),
    )


def rest(chance: Random, cases: Iterable[CaseStory], today: date) -> None:
    """Let cases that social care took over rest, each until it is sure that social care keeps the family."""
    for case in cases:
        if case.step_up_at:
            kept = working(case.step_up_at.date() + timedelta(chance.randrange(*figures.ON_HOLD_DAYS)))
            case.is_held, case.kept_on = True, kept if kept <= today else None


def step_up(chance: Random, cases: Iterable[CaseStory], first: date, last: date, count: int) -> None:
    """Let as many of the cases that ended between two days have been taken over by social care then."""
    ended = [
        case
        for case in cases
        if case.ended and first <= case.ended.on <= last and (case.ended.on - case.opened_on).days > 14
    ]
    for case in chance.sample(ended, min(count, len(ended))):
        assert case.ended is not None
        case.step_up_at = office_hour(chance, case.ended.on)
        case.ended = None


def meet(chance: Random, case: CaseStory, today: date) -> None:
    """Let the team meet: every four to six weeks in most cases, seldom in others."""
    if case.support != "full" or case.in_register:
        return
    until = case.rests_from or today
    in_time = is_so(chance, figures.MET_IN_TIME)
    day = case.opened_on + timedelta(chance.randrange(21, 40))
    while day < until:
        case.meetings.append(working(day))
        day += timedelta(chance.randrange(28, 41) if in_time else chance.randrange(45, 90))
