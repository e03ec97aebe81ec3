"""Dated duties: what somebody owes a family by a day, and the page where they do it ("my work")."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class DutyKind(StrEnum):
    """Every kind of duty that casework writes."""

    START_ASSESSMENT = "start_assessment"
    COMPLETE_ASSESSMENT = "complete_assessment"
    AUTHORISE_ASSESSMENT = "authorise_assessment"
    AMEND_ASSESSMENT = "amend_assessment"
    SCREEN_REGISTER = "screen_register"
    SETTLE_REGISTER = "settle_register"
    HOLD_MEETING = "hold_meeting"
    DO_ACTION = "do_action"
    ANSWER_TRANSFER = "answer_transfer"
    READ_ANSWER = "read_answer"
    ANSWER_PROPOSAL = "answer_proposal"
    CHOOSE_LEAD = "choose_lead"


@dataclass(frozen=True)
class DutyStep:
    """What a list says of a duty: what is needed, the words of its button, the page of the case that does it.

    `clock` names the clock that may be paused for it.
    """

    words: str
    button: str
    url_name: str
    clock: str = ""


STEPS: Mapping[DutyKind, DutyStep] = {
    DutyKind.START_ASSESSMENT: DutyStep("Start the assessment", "Start assessment", "assessment_start"),
    DutyKind.COMPLETE_ASSESSMENT: DutyStep(
        "Complete the assessment", "Go on with assessment", "assessment", clock="assessment"
    ),
    DutyKind.AUTHORISE_ASSESSMENT: DutyStep(
        "Read the assessment and authorise or return it", "Read assessment", "assessment_answer"
    ),
    DutyKind.AMEND_ASSESSMENT: DutyStep(
        "Amend the assessment that came back", "Amend assessment", "assessment", clock="assessment"
    ),
    DutyKind.SCREEN_REGISTER: DutyStep(
        "Screen for safeguarding: nobody has looked at this case yet", "Screen", "register_entry"
    ),
    DutyKind.SETTLE_REGISTER: DutyStep(
        "Decide about this case in the review register", "Decide", "register_entry"
    ),
    DutyKind.HOLD_MEETING: DutyStep(
        "Hold the next meeting of the team", "Record meeting", "meeting_list", clock="meetings"
    ),
    DutyKind.DO_ACTION: DutyStep("Do an action of the plan, or ask about it", "Open the plan", "plan"),
    DutyKind.ANSWER_TRANSFER: DutyStep("Say whether you take this family over", "Answer", "transfer_list"),
    DutyKind.READ_ANSWER: DutyStep("Read the answer to your transfer", "Read answer", "transfer_list"),
    DutyKind.ANSWER_PROPOSAL: DutyStep("Say whether you can lead this case", "Answer", "proposal_answer"),
    DutyKind.CHOOSE_LEAD: DutyStep(
        "Nobody leads this case: find somebody, or ask the next one", "Choose who leads", "case_allocate"
    ),
}

ASK_FIRST = DutyStep(
    "Ask the family whether they agree, then start the assessment", "Record agreement", "agreement_list"
)
"""What stands in place of starting an assessment while nobody has agreed to the help."""

ASSESSMENT, MEETINGS, WHOLE_CASE = "assessment", "meetings", "case"
"""The clocks of a case that can stand still; on hold, the whole case does."""

STOPPED: Mapping[str, frozenset[DutyKind]] = {
    ASSESSMENT: frozenset(kind for kind, step in STEPS.items() if step.clock == ASSESSMENT),
    MEETINGS: frozenset(kind for kind, step in STEPS.items() if step.clock == MEETINGS),
    WHOLE_CASE: frozenset(
        {
            DutyKind.START_ASSESSMENT,
            DutyKind.COMPLETE_ASSESSMENT,
            DutyKind.AUTHORISE_ASSESSMENT,
            DutyKind.AMEND_ASSESSMENT,
            DutyKind.HOLD_MEETING,
            DutyKind.DO_ACTION,
        }
    ),
}
"""Which duties are not late while a clock stands still. Answers to transfers and the review register go on."""
