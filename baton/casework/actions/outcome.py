"""What needs to change: set, put in other words, reached, no longer wanted."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from baton.casework.actions import plan_action
from baton.casework.actions.common import day_of, locked_open, record
from baton.casework.events import plan as events
from baton.casework.models import Case, Outcome
from baton.casework.rules.plan import ActionState, OutcomeState, may_move_outcome
from baton.core.versions import bump
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people.models import FamilyMembership, Person


class NotOfThisFamily(Exception):
    """This person does not belong to the family of the case."""

    def __init__(self) -> None:
        super().__init__("Choose somebody of this family, or the whole family.")


class OutcomeMoved(Exception):
    """Somebody has settled this already, or taken it up again."""

    def __init__(self) -> None:
        super().__init__("Somebody has changed this already. Look at the plan again.")


class ReasonNeeded(Exception):
    """An outcome is not dropped without a reason."""

    def __init__(self) -> None:
        super().__init__("Say why this is no longer wanted.")


@dataclass(frozen=True, kw_only=True)
class Change:
    """What needs to change, in the family's words; for one person, or for the whole family."""

    words: str
    person: Person | None = None
    need: str = ""


@deed
def agree(*, case: Case, change: Change, by: Practitioner | None, at: datetime) -> Outcome:
    """Write down something that needs to change. Raises `CaseClosed`, `NotOfThisFamily`. Source: R113,
    R116.
    """
    case = locked_open(case)
    _of_this_family(case, change.person)
    last = case.outcomes.aggregate(last=Max("position"))["last"]
    outcome = Outcome.objects.create(
        case=case,
        person=change.person,
        words=change.words,
        need=change.need,
        set_on=day_of(at),
        by=by,
        position=0 if last is None else last + 1,
    )
    _record(events.OUTCOME_SET, outcome, case, by, at)
    return outcome


@deed
def reword(
    *, outcome: Outcome, change: Change, expected_version: int, by: Practitioner, at: datetime
) -> Outcome:
    """Put it in other words. Raises `Stale`, `CaseClosed`, `NotOfThisFamily`."""
    case = locked_open(outcome.case)
    bump(outcome, expected_version)
    _of_this_family(case, change.person)
    outcome.words, outcome.person, outcome.need = change.words, change.person, change.need
    outcome.save(update_fields=["words", "person", "need"])
    _record(events.OUTCOME_CHANGED, outcome, case, by, at)
    return outcome


@deed
def settle(
    *, outcome: Outcome, to: OutcomeState, reason: str = "", by: Practitioner, at: datetime
) -> Outcome:
    """Say that it is reached, no longer wanted, or still open after all.

    What is no longer wanted takes its open actions with it, for the same reason. Raises `OutcomeMoved`,
    `ReasonNeeded`, `CaseClosed`.
    """
    case = locked_open(outcome.case)
    outcome = Outcome.objects.select_for_update(of=("self",)).get(pk=outcome.pk)
    if not may_move_outcome(OutcomeState(outcome.state), to):
        raise OutcomeMoved
    if to is OutcomeState.DROPPED and not reason.strip():
        raise ReasonNeeded
    outcome.state, outcome.settled_reason = to, reason
    outcome.settled_on = None if to is OutcomeState.OPEN else day_of(at)
    outcome.save(update_fields=["state", "settled_on", "settled_reason"])
    if to is OutcomeState.DROPPED:
        for action in outcome.actions.open():
            plan_action.settle(action=action, to=ActionState.DROPPED, words=reason, by=by, at=at)
    kind = events.OUTCOME_REOPENED if to is OutcomeState.OPEN else events.OUTCOME_SETTLED
    _record(kind, outcome, case, by, at)
    return outcome


def _of_this_family(case: Case, person: Person | None) -> None:
    if person and not FamilyMembership.objects.filter(family_id=case.family_id, person=person).exists():
        raise NotOfThisFamily


def _record(kind: str, outcome: Outcome, case: Case, by: Practitioner | None, at: datetime) -> None:
    record(
        kind,
        case,
        at=at,
        by=by,
        subject=outcome,
        person=outcome.person_id,
        data={"state": outcome.state, "need": outcome.need},
    )
