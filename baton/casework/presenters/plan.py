"""The family plan as a page shows it: outcomes as headings, under each its actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from baton.casework.models import Case, Outcome, PlanAction
from baton.casework.models.standing import CaseStanding
from baton.casework.rules.plan import (
    ACTION_LABELS,
    OUTCOME_LABELS,
    SMART_ADVICE,
    ActionState,
    OutcomeState,
    is_late,
)

TONES = {
    ActionState.OPEN: "wait",
    ActionState.DONE: "good",
    ActionState.DROPPED: "quiet",
    ActionState.CARRIED: "quiet",
}


@dataclass(frozen=True)
class ShownAction:
    """One action: what, who, by when, how one will know, and what it lacks."""

    action: PlanAction
    owner: str
    lacks: str
    late: bool
    status: str
    tone: str

    @property
    def is_open(self) -> bool:
        """Whether it is still to do."""
        return self.action.state == ActionState.OPEN


@dataclass(frozen=True)
class ShownOutcome:
    """One outcome with its actions; `outcome` is `None` for actions that serve none yet."""

    outcome: Outcome | None
    heading: str
    whom: str
    need: str
    status: str
    is_open: bool
    actions: tuple[ShownAction, ...]


@dataclass(frozen=True)
class PlanPage:
    """The plan of a case."""

    open: tuple[ShownOutcome, ...]
    settled: tuple[ShownOutcome, ...]
    to_do: int
    incomplete: int
    late: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written down."""
        return not (self.open or self.settled)


def plan_page(standing: CaseStanding) -> PlanPage:
    """Return the plan of a case: what is worked on first, actions in the order in which they were agreed."""
    case, today = standing.case, standing.today
    actions = [shown_action(action, today) for action in actions_of(case)]
    outcomes = list(case.outcomes.select_related("person").order_by("position", "id"))
    shown = [_outcome(outcome, actions, standing) for outcome in outcomes]
    loose = tuple(one for one in actions if one.action.outcome_id is None)
    if loose:
        shown.append(ShownOutcome(None, "Actions for no outcome yet", "", "", "", True, loose))
    still = [one for one in actions if one.is_open]
    return PlanPage(
        open=tuple(one for one in shown if one.is_open),
        settled=tuple(one for one in shown if not one.is_open),
        to_do=len(still),
        incomplete=sum(bool(one.lacks) for one in still),
        late=sum(one.late for one in still),
    )


def actions_of(case: Case) -> Iterable[PlanAction]:
    """Return the actions of a case with all that a page shows of them."""
    return case.plan_actions.select_related("owner_practitioner", "owner_person", "settled_by").in_order()


def shown_action(action: PlanAction, today: date) -> ShownAction:
    """Return an action as a page shows it."""
    state = ActionState(action.state)
    gaps = action.gaps if state is ActionState.OPEN else ()
    return ShownAction(
        action=action,
        owner=owner_words(action),
        lacks=_sentence([SMART_ADVICE[gap] for gap in gaps]),
        late=is_late(state, action.due_on, today),
        status=ACTION_LABELS[state],
        tone=TONES[state],
    )


def owner_words(action: PlanAction) -> str:
    """Return who does it, in words."""
    if action.owner_practitioner:
        return action.owner_practitioner.name
    return action.owner_person.called if action.owner_person else action.owner_words


def _outcome(outcome: Outcome, actions: list[ShownAction], standing: CaseStanding) -> ShownOutcome:
    return ShownOutcome(
        outcome=outcome,
        heading=outcome.words,
        whom=outcome.person.called if outcome.person else "the whole family",
        need=standing.profile.needs.label(outcome.need) if outcome.need else "",
        status=OUTCOME_LABELS[OutcomeState(outcome.state)],
        is_open=outcome.state == OutcomeState.OPEN,
        actions=tuple(one for one in actions if one.action.outcome_id == outcome.pk),
    )


def _sentence(parts: list[str]) -> str:
    if not parts:
        return ""
    words = ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]
    return f"To complete it, {words}."
