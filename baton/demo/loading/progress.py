"""What happened in the cases: plan, meetings, readings, pauses, step-ups, the review register."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import cast
from uuid import UUID

from baton.casework.actions import bulk_meeting, bulk_past, register
from baton.casework.actions import case as case_actions
from baton.casework.actions import pause as pauses
from baton.casework.actions.bulk_meeting import MeetingAhead, PastMeeting
from baton.casework.actions.bulk_past import PastAction, PastTransfer
from baton.casework.actions.meeting import When
from baton.casework.actions.minutes import Present
from baton.casework.models import Case
from baton.casework.rules.duty import ASSESSMENT
from baton.casework.rules.meeting import Presence
from baton.casework.rules.register import ScreenOutcome
from baton.casework.rules.transfer import Direction
from baton.demo.loading import words
from baton.demo.loading.world import World, by_week
from baton.demo.rules import figures, plans
from baton.demo.rules.cases import CaseStory
from baton.demo.rules.chance import at, is_so, office_hour
from baton.demo.rules.teams import taking_part
from baton.demo.rules.turns import Ahead
from baton.outcomes.actions.bulk import NewReading, take_many
from baton.outcomes.models import Reading
from baton.outcomes.rules.travelled import Stage
from baton.partnership.rules.profile_codes import MeetingCode

SCREENED = 40
"""Per cent of the review register that a manager has screened (ours)."""

LEFT_BEFORE_THE_END = frozenset({"no_engagement", "family_withdrew", "moved_away"})
CHANGES = {-1: 8, 0: 17, 1: 25, 2: 30, 3: 20}
"""How far a family travels on the scale from 0 to 10 (ours)."""

SCREEN_NOTE = "Nothing on the file points to harm; the school has been asked how things are."
OLD_ENOUGH = 10 * 365
"""Days of age from which children come to meetings about them (ours)."""

STEP_UP_REASON = "Risk has grown although everybody kept to the plan; the family knows that we ask."


def plan(world: World) -> None:
    """Write what needs to change and who does what, once the assessment is authorised."""
    done = [case for case in world.helped() if case.assessment and case.assessment.authorised_at]
    for day, found in by_week(done, lambda case: case.assessment.last_day):
        new = [one for case in found for one in _actions(world, case)]
        bulk_past.plan_many(new, by=None, at=world.late_on(day))


def _actions(world: World, case: CaseStory) -> Iterator[PastAction]:
    chance = Random(case.id.int + 1)
    begun = case.assessment.last_day if case.assessment else case.opened_on
    number = len(case.planned) or chance.randrange(2, 5)
    told = chance.sample(words.PLAN, number)
    child = words.name_of_child(case.household)
    days = plans.days(chance, case, begun, world.story.today, number)
    for place, ((outcome, action, owner), when) in enumerate(zip(told, days, strict=True)):
        yield PastAction(
            case=world.cases[case.id],
            words=action.format(child=child),
            outcome=outcome.format(child=child),
            owner=world.who(case.lead) if place == 0 else None,
            owner_words="" if place == 0 and case.lead else owner,
            measure="We ask at the next meeting and write down what each says.",
            due_on=when.due_on,
            done_on=when.done_on,
        )


def meet(world: World) -> None:
    """Record the meetings that were held, with who was there."""
    held = [(case, day) for case in world.helped() for day in case.meetings if day <= world.story.today]
    for last, found in by_week(held, lambda pair: pair[1]):
        new = [_meeting(world, case, number, day) for number, (case, day) in enumerate(found)]
        bulk_meeting.hold_many(new, by=None, at=world.late_on(last))


def _meeting(world: World, case: CaseStory, number: int, day: date) -> PastMeeting:
    kind = MeetingCode.REVIEW if number % 5 == 4 else MeetingCode.TAF
    return PastMeeting(
        case=world.cases[case.id],
        kind=kind,
        held_on=day,
        notes=words.MINUTES[number % len(words.MINUTES)],
        present=list(_present(world, case, day)),
        by=world.who(case.lead) or world.who(case.coordinator),
    )


def _present(world: World, case: CaseStory, day: date) -> Iterator[Present]:
    """Say who was at a meeting: the lead, the team of that day, the parents, and some of the older children."""
    chance = Random(f"{case.id} {day}")
    lead = world.who(case.lead)
    if lead is not None:
        yield Present(practitioner=lead, status=Presence.ATTENDED)
    for mate, member in world.teams[case.id]:
        if mate.there_on(day):
            yield Present(member=member, status=_came(chance, figures.TEAM_CAME))
    for adult in taking_part(case):
        yield Present(person=world.people[adult.id], status=_came(chance, figures.FAMILY_CAME))
    for child in case.household.children:
        old_enough = child.born is not None and (day - child.born).days > OLD_ENOUGH
        if old_enough and is_so(chance, figures.CHILD_CAME):
            yield Present(person=world.people[child.id], status=Presence.ATTENDED)


def _came(chance: Random, weights: dict[str, int]) -> Presence:
    return Presence(chance.choices(list(weights), list(weights.values()))[0])


def look_ahead(world: World) -> None:
    """Plan the next meetings, and let what is due next be owed in the cases that are open."""
    planned = [case for case in world.helped() if case.ahead]
    new = [_ahead(world, case, case.ahead) for case in planned if case.ahead]
    bulk_meeting.plan_ahead(new, by=None, at=world.story.now)
    going_on = [case for case in world.helped() if case.meetings and case.is_worked_on and not case.held_on]
    bulk_meeting.owe_meetings([world.cases[case.id] for case in going_on], at=world.story.now)


def _ahead(world: World, case: CaseStory, ahead: Ahead) -> MeetingAhead:
    return MeetingAhead(
        case=world.cases[case.id],
        kind=MeetingCode.TAF,
        when=When(day=ahead.on, starts_at=ahead.starts_at, place=ahead.place),
        by=world.who(case.lead) or world.who(case.coordinator),
    )


def hold(world: World) -> None:
    """Put some cases on hold, each on its day."""
    for number, case in enumerate(case for case in world.story.cases if case.held_on):
        assert case.held_on is not None
        reason = words.PAUSED[number % len(words.PAUSED)]
        by = world.who(case.lead) or world.who(case.coordinator)
        world.cases[case.id] = case_actions.hold(
            case=world.cases[case.id], reason=reason, by=by, at=at(case.held_on, 11)
        )


def pause(world: World) -> None:
    """Let the clocks of some assessments stand still for a while."""
    for number, case in enumerate(case for case in world.story.cases if case.paused):
        assert case.paused is not None
        by, row = world.who(case.lead), world.cases[case.id]
        begun = pauses.begin(
            case=row,
            clock=ASSESSMENT,
            from_on=case.paused.from_on,
            reason=words.PAUSED[number % len(words.PAUSED)],
            by=by,
            at=at(case.paused.from_on, 12),
        )
        if case.paused.to_on is not None:
            pauses.end(pause=begun, to_on=case.paused.to_on, by=by, at=at(case.paused.to_on, 9))


def measure(world: World) -> None:
    """Take the readings at the end of the cases that closed with the family, on the same scales as at their start."""
    closed = {
        case.id: case
        for case in world.helped()
        if case.ended and case.ended.reason not in LEFT_BEFORE_THE_END
    }
    first = Reading.objects.filter(case_id__in=closed, stage=Stage.INITIAL)
    new = [_last(closed[cast(UUID, one.case_id)], one) for one in first] + [
        one for case in closed.values() for one in _levels(case)
    ]
    for day, found in by_week(new, lambda one: one.taken_on):
        take_many(new=found, by=None, at=world.late_on(day))


def _last(case: CaseStory, first: Reading) -> NewReading:
    assert case.ended is not None
    change = Random(f"{first.person_id}{first.area}").choices(list(CHANGES), list(CHANGES.values()))[0]
    return NewReading(
        person_id=first.person_id,
        family_id=case.household.id,
        case_id=case.id,
        tool=first.tool,
        area=first.area,
        taken_on=case.ended.on,
        stage=Stage.CLOSURE,
        score=min(Decimal(10), max(Decimal(0), first.score + change)),
    )


def _levels(case: CaseStory) -> Iterator[NewReading]:
    assert case.ended is not None
    steps = ((Stage.INITIAL, case.opened_on, case.level), (Stage.CLOSURE, case.ended.on, case.ended.level))
    for stage, day, level in steps:
        yield NewReading(
            person_id=case.household.children[0].id,
            family_id=case.household.id,
            case_id=case.id,
            tool="level",
            area="level",
            taken_on=day,
            stage=stage,
            score=Decimal(level),
        )


def step_up(world: World) -> None:
    """Record the step-ups that social care accepted; their cases rest, or are closed with the others (the profile)."""
    cases = [case for case in world.story.cases if case.step_up_at]
    for day, found in by_week(cases, lambda case: case.step_up_at.date()):
        new = [_step_up(world.cases[case.id], case.step_up_at) for case in found if case.step_up_at]
        bulk_past.transfer_many(new, by=None, at=world.late_on(day))
    for case in cases:
        if case.is_held and case.step_up_at:
            by = world.sign_in("liaison")
            world.cases[case.id] = case_actions.hold(
                case=world.cases[case.id], reason=words.TAKEN_OVER, by=by, at=case.step_up_at
            )


def _step_up(case: Case, accepted_at: datetime) -> PastTransfer:
    return PastTransfer(
        case=case,
        direction=Direction.STEP_UP,
        requested_at=accepted_at - timedelta(days=2),
        accepted_at=accepted_at,
        reason=STEP_UP_REASON,
    )


def screen_register(world: World) -> None:
    """Let a manager have screened a part of the review register in the last weeks."""
    chance = Random(world.story.today.toordinal() + 7)
    by = world.sign_in("hub.manager")
    for case in world.story.cases:
        if case.in_register and is_so(chance, SCREENED):
            day = world.story.today - timedelta(chance.randrange(1, 28))
            found = ScreenOutcome.CONCERN if is_so(chance, 6) else ScreenOutcome.NO_IMMEDIATE_CONCERN
            register.screen(
                case=world.cases[case.id], outcome=found, note=SCREEN_NOTE, by=by, at=office_hour(chance, day)
            )
