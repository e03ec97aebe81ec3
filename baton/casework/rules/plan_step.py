"""The next step of a case once its assessment is authorised: plan, meet, go on, close."""

from dataclasses import dataclass
from datetime import date

from baton.casework.rules.meeting import ReviewDecision
from baton.casework.rules.next_step import NextStep


@dataclass(frozen=True)
class PlanSituation:
    """What the next step follows from. `meeting_due` is the last day on which the team is expected to
    meet, `reviewed` what the last meeting decided where it was a review that nothing has followed yet.
    """

    outcomes: int
    open_outcomes: int
    actions: int
    waiting_transfer: bool
    planned_for: date | None
    meeting_due: date | None
    reviewed: ReviewDecision | None = None


WAIT = NextStep(
    "transfer_waits",
    "Somebody was asked to take this family over. Their answer is awaited.",
    "See the request",
    "transfer_list",
)
WRITE = NextStep(
    "write_plan",
    "Write the plan with the family: what needs to change first.",
    "Write the plan",
    "outcome_add",
)
ACT = NextStep(
    "agree_actions", "Agree who does what by when, so that it changes.", "Add an action", "action_add"
)
RECORD = NextStep(
    "record_meeting", "The team was to meet. Record the meeting.", "Record the meeting", "meeting_record"
)
LATE = NextStep(
    "meeting_late", "The team has not met in time. Plan a meeting.", "Plan a meeting", "meeting_plan"
)
PLAN = NextStep("plan_meeting", "Plan the next meeting of the team.", "Plan a meeting", "meeting_plan")
GO_ON = NextStep("go_on", "Go on with the plan until the team meets.", "Open the plan", "plan")
CLOSE = NextStep(
    "close",
    "Everything in the plan is settled. Close the case, or write down what else needs to change.",
    "Close the case",
    "case_close",
)
END = NextStep(
    "prepare_end",
    "The review decided to prepare the end of this help. See what is to settle first, then close the case.",
    "Close the case",
    "case_close",
)
ASK = NextStep(
    "ask_social_care",
    "The review decided to ask social care to take over. Ask them now.",
    "Ask them to take over",
    "transfer_step_up",
)
AFTER_REVIEW = {
    ReviewDecision.CLOSE: END,
    ReviewDecision.STEP_DOWN: END,
    ReviewDecision.STEP_UP: ASK,
}


def plan_step(now: PlanSituation, today: date) -> NextStep:
    """Return the next step of an open case whose assessment is authorised."""
    if now.waiting_transfer:
        return WAIT
    if not now.outcomes:
        return WRITE
    if now.planned_for is not None and now.planned_for <= today:
        return RECORD
    if not now.open_outcomes:
        return CLOSE
    if now.reviewed in AFTER_REVIEW:
        return AFTER_REVIEW[now.reviewed]
    if not now.actions:
        return ACT
    if now.planned_for is not None:
        return GO_ON
    return LATE if now.meeting_due is not None and now.meeting_due < today else PLAN
