import pytest

from baton.casework.rules.assessment import AssessmentState
from baton.casework.rules.case import CaseState, Support
from baton.casework.rules.duty import STEPS as DUTY_STEPS
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.next_step import Situation, next_step
from baton.casework.rules.register import ScreenOutcome, Step, steps


def situation(**changes):
    usual = {"state": CaseState.OPEN, "support": Support.FULL, "in_register": False, "screened": False}
    usual["asked"] = False
    return Situation(**usual | {"led": True, "agreed": True, "answered": True, "assessment": None} | changes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"state": CaseState.CLOSED, "in_register": True}, "closed"),
        ({"in_register": True, "led": False}, "screen"),
        ({"in_register": True, "screened": True}, "settle"),
        ({"led": False}, "allocate"),
        ({"led": False, "asked": True}, "await_answer"),
        ({"state": CaseState.ON_HOLD}, "on_hold"),
        ({"agreed": False, "answered": False}, "agree"),
        ({"agreed": False}, "nobody_agreed"),
        ({}, "start_assessment"),
        ({"assessment": AssessmentState.IN_PROGRESS}, "complete_assessment"),
        ({"assessment": AssessmentState.RETURNED}, "amend_assessment"),
        ({"assessment": AssessmentState.SUBMITTED}, "authorise"),
        ({"support": Support.SINGLE_SERVICE, "agreed": False}, "support"),
    ],
)
def test_the_next_step_follows_from_how_the_case_stands(changes, code):
    assert next_step(situation(**changes)).code == code


def test_after_the_authorised_assessment_the_plan_says_what_is_next():
    assert next_step(situation(assessment=AssessmentState.AUTHORISED)) is None


def test_before_the_screen_only_screen_and_refer_are_offered():
    assert steps(screened=None, settled=False) == (Step.SCREEN, Step.REFER)


def test_a_screened_entry_without_concern_can_be_decided():
    offered = steps(screened=ScreenOutcome.NO_IMMEDIATE_CONCERN, settled=False)

    assert set(offered) == {Step.ASK_INFORMATION, Step.ALLOCATE, Step.CLOSE, Step.REFER}


def test_an_entry_with_a_concern_is_not_closed_from_the_register():
    offered = steps(screened=ScreenOutcome.CONCERN, settled=False)

    assert offered[0] is Step.REFER
    assert Step.CLOSE not in offered


def test_a_settled_entry_offers_nothing():
    assert steps(screened=ScreenOutcome.CONCERN, settled=True) == ()


def test_every_duty_says_what_is_needed_and_where():
    assert set(DUTY_STEPS) == set(DutyKind)
    assert all(step.words and step.button and step.url_name for step in DUTY_STEPS.values())
