"""Questions about what a case still owes; nothing here writes."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q

from baton.casework.models.case import Case
from baton.casework.models.register import ReviewRegisterEntry
from baton.casework.models.standing import CaseStanding
from baton.casework.rules.duty import WHOLE_CASE, DutyKind
from baton.casework.rules.measures import Owed, Taken, owed_at_closure
from baton.casework.rules.meeting import ReviewDecision
from baton.casework.rules.plan import OutcomeState
from baton.casework.rules.plan_step import PlanSituation
from baton.casework.rules.register import ScreenOutcome, Step, steps
from baton.casework.rules.transfer import Direction, TransferState
from baton.core.dates import local_day
from baton.core.rules.clocks import Pause
from baton.outcomes.models import Reading
from baton.outcomes.rules.travelled import Stage


def taken_in(case: Case) -> list[Taken]:
    """Return every score recorded in the case, as the rules take it."""
    rows = Reading.objects.of_case(case.pk).values_list("person_id", "tool", "area", "stage", "taken_on")
    since = case.spans.current().values_list("opened_on", flat=True).first()
    return [
        Taken(person_id, tool, area, Stage(stage))
        for person_id, tool, area, stage, taken_on in rows
        if stage != Stage.CLOSURE or since is None or taken_on >= since
    ]


def may_leave_register(case: Case) -> bool:
    """Say whether the case is not in the review register, or may be closed from there."""
    entry = ReviewRegisterEntry.objects.filter(case=case, settled_on=None).first()
    if entry is None:
        return True
    screened = ScreenOutcome(entry.screen_outcome) if entry.screen_outcome else None
    return Step.CLOSE in steps(screened=screened, settled=False)


def was_stepped_up(case: Case) -> bool:
    """Say whether social care accepted this family since the case was opened (or opened again)."""
    since = case.spans.current().values_list("opened_on", flat=True).first()
    accepted = case.transfers.of_direction(Direction.STEP_UP).filter(state=TransferState.ACCEPTED)
    return any(since is None or local_day(one.answered_at) >= since for one in accepted if one.answered_at)


def closing_readings(case: Case) -> tuple[Owed, ...]:
    """Return the persons and tools that were measured in the case and not yet at its (present) end."""
    return owed_at_closure(taken_in(case))


def plan_situation(standing: CaseStanding) -> PlanSituation:
    """Return what the next step of a case after its assessment follows from.

    What was settled before the case was opened again is no part of the plan now.
    """
    case, since = standing.case, standing.opened_last
    before = Q(settled_on__lt=since) if since else Q(pk__in=[])
    states = list(case.outcomes.exclude(before).values_list("state", flat=True))
    planned = case.meetings.planned().of_the_team().order_by("planned_for").first()
    due = next((duty for duty in standing.duties if duty.kind == DutyKind.HOLD_MEETING), None)
    return PlanSituation(
        outcomes=len(states),
        open_outcomes=states.count(OutcomeState.OPEN),
        actions=case.plan_actions.count(),
        waiting_transfer=case.transfers.waiting().exists(),
        planned_for=planned.planned_for if planned else None,
        meeting_due=due.due_on if due else None,
        reviewed=_reviewed(case),
    )


def _reviewed(case: Case) -> ReviewDecision | None:
    """Return what the last meeting decided, where it was a review; once a transfer was asked for, that came of it."""
    held = case.meetings.held().of_the_team().select_related("review")
    last = held.order_by("-held_on", "-recorded_at", F("review").desc(nulls_last=True)).first()
    review = getattr(last, "review", None)
    if last is None or review is None or case.transfers.filter(requested_at__date__gte=last.held_on).exists():
        return None
    return ReviewDecision(review.decision)


def paused_days(case: Case, clock: str) -> list[Pause[date]]:
    """Return the times that have ended in which a clock of the case, or the whole case, stood still."""
    ended = case.pauses.filter(clock__in=(clock, WHOLE_CASE), to_on__isnull=False).order_by("from_on")
    return [Pause(row.from_on, row.to_on, row.reason) for row in ended]
