"""The next step after the assessment."""

from dataclasses import replace
from datetime import date

import pytest

from baton.casework.rules import plan_step as rules
from baton.casework.rules.meeting import ReviewDecision
from baton.casework.rules.plan_step import PlanSituation, plan_step

TODAY = date(2026, 9, 14)
UNDER_WAY = PlanSituation(
    outcomes=2,
    open_outcomes=1,
    actions=3,
    waiting_transfer=False,
    planned_for=date(2026, 10, 1),
    meeting_due=date(2026, 10, 20),
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, rules.GO_ON),
        ({"waiting_transfer": True}, rules.WAIT),
        ({"outcomes": 0, "open_outcomes": 0}, rules.WRITE),
        ({"actions": 0}, rules.ACT),
        ({"planned_for": TODAY}, rules.RECORD),
        ({"planned_for": None}, rules.PLAN),
        ({"planned_for": None, "meeting_due": None}, rules.PLAN),
        ({"planned_for": None, "meeting_due": date(2026, 9, 13)}, rules.LATE),
        ({"open_outcomes": 0}, rules.CLOSE),
        ({"reviewed": ReviewDecision.CLOSE}, rules.END),
        ({"reviewed": ReviewDecision.STEP_DOWN}, rules.END),
        ({"reviewed": ReviewDecision.STEP_UP}, rules.ASK),
        ({"reviewed": ReviewDecision.CONTINUE}, rules.GO_ON),
        ({"reviewed": ReviewDecision.CLOSE, "planned_for": TODAY}, rules.RECORD),
    ],
)
def test_the_next_step(change, expected):
    assert plan_step(replace(UNDER_WAY, **change), TODAY) is expected
