"""Actions of the family plan: agreed, changed, done, dropped, carried on, and back to do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from baton.casework.actions import duty
from baton.casework.actions.common import day_of, locked_open, record
from baton.casework.actions.leading import lead_of
from baton.casework.events import plan as events
from baton.casework.models import Case, Outcome, PlanAction, TeamMember
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.plan import ActionState, may_move_action
from baton.core.versions import bump
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people.models import FamilyMembership, Person


class NotInTheTeam(Exception):
    """An owner who signs in must be in the team: else the action stands on a list they cannot open."""

    def __init__(self) -> None:
        super().__init__("Choose somebody of the team or of the family, or write down who it is.")


class OutcomeElsewhere(Exception):
    """The outcome belongs to another case."""

    def __init__(self) -> None:
        super().__init__("Choose an outcome of this plan.")


class ActionMoved(Exception):
    """Somebody has settled this action already, or put it back."""

    def __init__(self) -> None:
        super().__init__("Somebody has changed this action already. Look at the plan again.")


class WordsNeeded(Exception):
    """An action is not dropped without a reason, nor carried on by nobody."""

    def __init__(self) -> None:
        super().__init__("Say why it is no longer needed, or who carries it on.")


class DoneInFuture(Exception):
    """An action cannot have been done on a day to come."""

    def __init__(self) -> None:
        super().__init__("Enter today's date or an earlier one.")


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Who does it: somebody who signs in, somebody of the family, or a name; nobody yet where all are
    empty.
    """

    practitioner: Practitioner | None = None
    person: Person | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What somebody does by a day so that an outcome is reached, and how one will know."""

    words: str
    outcome: Outcome | None = None
    owner: Owner = Owner()
    measure: str = ""
    due_on: date | None = None


NOT_OWED = "The action is no longer to be done, or by no day."

SETTLED_AS = {
    ActionState.DONE: events.ACTION_DONE,
    ActionState.DROPPED: events.ACTION_DROPPED,
    ActionState.CARRIED: events.ACTION_CARRIED,
    ActionState.OPEN: events.ACTION_REOPENED,
}


@deed
def agree(*, case: Case, task: Task, by: Practitioner | None, at: datetime) -> PlanAction:
    """Write an action into the plan.

    What it lacks (owner, measure, day, outcome) is shown and blocks nothing. Raises `CaseClosed`,
    `NotInTheTeam`, `OutcomeElsewhere`. Source: R113.
    """
    case = locked_open(case)
    _check(case, task)
    last = case.plan_actions.aggregate(last=Max("position"))["last"]
    action = PlanAction(case=case, set_on=day_of(at), by=by, position=0 if last is None else last + 1)
    _fill(action, task)
    action.save(force_insert=True)
    _owe(case, action, at)
    _record(events.ACTION_SET, case, action, by, at)
    return action


@deed
def change(
    *, action: PlanAction, task: Task, expected_version: int, by: Practitioner, at: datetime
) -> PlanAction:
    """Change what an action says. Raises `Stale`, `CaseClosed`, `NotInTheTeam`, `OutcomeElsewhere`."""
    case = locked_open(action.case)
    bump(action, expected_version)
    action.refresh_from_db()
    _check(case, task)
    _fill(action, task)
    action.save()
    _owe(case, action, at)
    _record(events.ACTION_CHANGED, case, action, by, at)
    return action


@deed
def settle(
    *,
    action: PlanAction,
    to: ActionState,
    on: date | None = None,
    words: str = "",
    by: Practitioner | None,
    at: datetime,
) -> PlanAction:
    """Say that an action is done (`on` a day, today by default), dropped, carried on, or back to do.

    `words` say why it is dropped or who carries it on. Raises `ActionMoved`, `WordsNeeded`, `DoneInFuture`,
    `CaseClosed`.
    """
    case = locked_open(action.case)
    action = PlanAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    day = on or day_of(at)
    if not may_move_action(ActionState(action.state), to):
        raise ActionMoved
    if to in (ActionState.DROPPED, ActionState.CARRIED) and not words.strip():
        raise WordsNeeded
    if to is ActionState.DONE and day > day_of(at):
        raise DoneInFuture
    action.state, action.settled_words = to, words
    action.done_on = day if to is ActionState.DONE else None
    action.settled_at, action.settled_by = (None, None) if to is ActionState.OPEN else (at, by)
    action.save(update_fields=["state", "settled_words", "done_on", "settled_at", "settled_by"])
    _owe(case, action, at)
    _record(SETTLED_AS[to], case, action, by, at)
    return action


def _check(case: Case, task: Task) -> None:
    if task.outcome is not None and task.outcome.case_id != case.pk:
        raise OutcomeElsewhere
    owner = task.owner
    if owner.practitioner is not None and not _works_with(case, owner.practitioner):
        raise NotInTheTeam
    if owner.person is not None and not _belongs_to(case, owner.person):
        raise NotInTheTeam


def _works_with(case: Case, practitioner: Practitioner) -> bool:
    in_team = TeamMember.objects.current().filter(case=case, practitioner=practitioner).exists()
    return in_team or lead_of(case) == practitioner


def _belongs_to(case: Case, person: Person) -> bool:
    return FamilyMembership.objects.filter(family_id=case.family_id, person=person).exists()


def _fill(action: PlanAction, task: Task) -> None:
    action.words, action.outcome, action.measure = task.words, task.outcome, task.measure
    action.owner_practitioner, action.owner_person = task.owner.practitioner, task.owner.person
    action.owner_words, action.due_on = task.owner.words, task.due_on


def _owe(case: Case, action: PlanAction, at: datetime) -> None:
    """Let its owner owe it; where the owner does not sign in, the lead practitioner owes asking about it."""
    kind = DutyKind.DO_ACTION
    if action.state != ActionState.OPEN or action.due_on is None:
        reason = "" if action.state == ActionState.DONE else NOT_OWED
        duty.done(case=case, kind=kind, subject_id=action.pk, reason=reason, at=at)
        return
    owner = action.owner_practitioner or lead_of(case)
    duty.owe(case=case, kind=kind, due_on=action.due_on, owner=owner, subject_id=action.pk, at=at)


def _record(kind: str, case: Case, action: PlanAction, by: Practitioner | None, at: datetime) -> None:
    record(
        kind,
        case,
        at=at,
        by=by,
        subject=action,
        person=action.owner_person_id,
        data={"outcome": action.outcome_id, "due_on": action.due_on, "done_on": action.done_on},
    )
