"""The next step of a case: the one thing that moves it on, in words, with the page that does it."""

from dataclasses import dataclass

from baton.casework.rules.assessment import AssessmentState
from baton.casework.rules.case import CaseState, Support


@dataclass(frozen=True)
class NextStep:
    """What to do next: a sentence, and the words and page of its button (none where one only waits)."""

    code: str
    words: str
    button: str = ""
    url_name: str = ""


@dataclass(frozen=True)
class Situation:
    """What the next step of a case depends on."""

    state: CaseState
    support: Support
    in_register: bool
    screened: bool
    led: bool
    asked: bool
    agreed: bool
    answered: bool
    assessment: AssessmentState | None


STEPS = {
    step.code: step
    for step in (
        NextStep("closed", "This case is closed."),
        NextStep("on_hold", "This case is on hold.", "See why, or take it up again", "pause_list"),
        NextStep(
            "screen",
            "Nobody has looked at this case yet. First screen it for safeguarding.",
            "Screen this case",
            "register_entry",
        ),
        NextStep(
            "settle",
            "Decide what happens to this case: ask for information, choose who leads, or close it.",
            "Decide about this case",
            "register_entry",
        ),
        NextStep(
            "allocate",
            "Nobody leads this case. Choose who does.",
            "Choose who leads",
            "case_allocate",
        ),
        NextStep(
            "await_answer",
            "Nobody leads this case yet. Somebody has been asked to, and has not answered.",
            "See who was asked",
            "case_allocate",
        ),
        NextStep(
            "agree",
            "Ask the family whether they agree to this help, and record what they say.",
            "Record agreement",
            "agreement_list",
        ),
        NextStep(
            "nobody_agreed",
            "Everybody asked has said no so far. Talk it over with your manager: ask again, close the case, "
            "or, to keep a child safe, go on with a reason.",
            "See the answers",
            "agreement_list",
        ),
        NextStep(
            "start_assessment",
            "The family has agreed. Start the assessment with them.",
            "Start the assessment",
            "assessment_start",
        ),
        NextStep(
            "complete_assessment",
            "Go on with the assessment and submit it when every part is filled.",
            "Go on with the assessment",
            "assessment",
        ),
        NextStep(
            "amend_assessment",
            "The assessment came back with a question. Amend it and submit it again.",
            "Amend the assessment",
            "assessment",
        ),
        NextStep(
            "authorise",
            "The assessment waits to be read and authorised.",
            "Read the assessment",
            "assessment_answer",
        ),
        NextStep(
            "support",
            "One service helps this family. Record what changes, and close when the help is done.",
        ),
    )
}

_OF_ASSESSMENT = {
    AssessmentState.IN_PROGRESS: "complete_assessment",
    AssessmentState.RETURNED: "amend_assessment",
    AssessmentState.SUBMITTED: "authorise",
}


def next_step(now: Situation) -> NextStep | None:
    """Return the next step of a case up to its authorised assessment; `None` from there on."""
    code = _before_lead(now) or _after_lead(now)
    return STEPS[code] if code else None


def _before_lead(now: Situation) -> str:
    if now.state is CaseState.CLOSED:
        return "closed"
    if now.in_register:
        return "settle" if now.screened else "screen"
    if not now.led:
        return "await_answer" if now.asked else "allocate"
    return "on_hold" if now.state is CaseState.ON_HOLD else ""


def _after_lead(now: Situation) -> str:
    if now.support is Support.SINGLE_SERVICE:
        return "support"
    if now.assessment is None:
        return _before_assessment(now)
    return _OF_ASSESSMENT.get(now.assessment, "")


def _before_assessment(now: Situation) -> str:
    if now.agreed:
        return "start_assessment"
    return "nobody_agreed" if now.answered else "agree"
