"""Deeds about the case itself: opening, leading, the register, agreement, assessment, pauses."""

from collections.abc import Mapping

from baton.casework.rules.sharing import BASIS_LABELS
from baton.journal.events import EventKind, Tells, Weight
from baton.people import telling
from baton.people.telling import Data, Speech

CASE = "case"
AGREEMENT = "agreement"
ASSESSMENT = "assessment"

OPENED = "casework.case_opened"
ALLOCATED = "casework.case_allocated"
REFUSED = "casework.allocation_refused"
HANDED_OVER = "casework.lead_handed_over"
CLOSED_TO_LEAD = "casework.closed_to_lead"
LEAD_SOUGHT = "casework.lead_sought"
STAND_IN_BEGAN = "casework.stand_in_began"
STAND_IN_ENDED = "casework.stand_in_ended"
COORDINATOR_SET = "casework.coordinator_set"
LEAD_RECOGNISED = "casework.lead_recognised"
HELD = "casework.case_put_on_hold"
RESUMED = "casework.case_resumed"
REGISTERED = "casework.register_entered"
SCREENED = "casework.register_screened"
INFORMATION_ASKED = "casework.register_information_asked"
INFORMATION_CAME = "casework.register_information_came"
SETTLED = "casework.register_settled"
INFORMATION_READ = "casework.information_read"
PAUSED = "casework.clock_paused"
PAUSE_ENDED = "casework.clock_resumed"

AGREEMENT_RECORDED = "casework.agreement_recorded"
SHARING_WITHDRAWN = "casework.sharing_withdrawn"
SERVICE_WITHDRAWN = "casework.service_withdrawn"
WITHOUT_AGREEMENT = "casework.went_on_without_agreement"
BASIS_ENDED = "casework.basis_without_agreement_ended"

ASSESSMENT_STARTED = "casework.assessment_started"
PART_SAVED = "casework.assessment_part_saved"
SUBMITTED = "casework.assessment_submitted"
AUTHORISED = "casework.assessment_authorised"
RETURNED = "casework.assessment_returned"

_CASE_WORDS = {
    OPENED: "Case opened",
    ALLOCATED: "Lead practitioner named",
    REFUSED: "Lead practitioner could not take the case on",
    HANDED_OVER: "Case handed to another lead practitioner",
    CLOSED_TO_LEAD: "Another lead practitioner is needed: the record is closed to who led",
    LEAD_SOUGHT: "Somebody was asked to find who leads",
    STAND_IN_BEGAN: "Somebody stands in for the lead practitioner",
    STAND_IN_ENDED: "Standing in ended",
    COORDINATOR_SET: "Somebody named to support the lead practitioner",
    LEAD_RECOGNISED: "Name of the lead from an older system matched",
    HELD: "Case put on hold",
    RESUMED: "Case taken up again after a hold",
    REGISTERED: "Case entered in the review register",
    SCREENED: "Case in the review register screened for safeguarding",
    INFORMATION_ASKED: "More information asked for about a case in the review register",
    INFORMATION_CAME: "Information about a case in the review register came",
    SETTLED: "Case in the review register decided",
    INFORMATION_READ: "New information from an enquiry read",
    PAUSED: "Clock paused",
    PAUSE_ENDED: "Clock started again",
}
_AGREEMENT_WORDS = {
    AGREEMENT_RECORDED: "Answer about agreement recorded",
    SHARING_WITHDRAWN: "Agreement to share withdrawn",
    SERVICE_WITHDRAWN: "Agreement to the help withdrawn",
    WITHOUT_AGREEMENT: "Help goes on without agreement, to keep somebody safe",
    BASIS_ENDED: "Help no longer goes on without agreement",
}
_ASSESSMENT_WORDS = {
    ASSESSMENT_STARTED: "Assessment started",
    PART_SAVED: "Part of the assessment written",
    SUBMITTED: "Assessment submitted",
    AUTHORISED: "Assessment authorised",
    RETURNED: "Assessment returned with a question",
}


def _section(data: Data, speech: Speech) -> str:
    return speech.profile.assessment.sections.label(str(data.get("section", "")))


_TELLS: Mapping[str, Tells] = {
    ALLOCATED: telling.who,
    HANDED_OVER: lambda data, speech: speech.named(data, "to"),
    CLOSED_TO_LEAD: telling.who,
    LEAD_SOUGHT: telling.who,
    STAND_IN_BEGAN: telling.who,
    COORDINATOR_SET: lambda data, speech: speech.named(data, "coordinator"),
    LEAD_RECOGNISED: telling.who,
    AGREEMENT_RECORDED: telling.agreement,
    SHARING_WITHDRAWN: lambda data, speech: speech.named(data, "agency"),
    WITHOUT_AGREEMENT: lambda data, speech: telling.labelled(BASIS_LABELS, data.get("basis")),
    PART_SAVED: _section,
}
_DEEDS = {OPENED, HANDED_OVER, REFUSED, CLOSED_TO_LEAD, LEAD_SOUGHT, SETTLED}
"""What heads its line where leading, access and duties change with it."""

KINDS = [
    EventKind(kind, words, group, Weight.DEED if kind in _DEEDS else Weight.STEP, _TELLS.get(kind))
    for group, all_words in (
        (CASE, _CASE_WORDS),
        (AGREEMENT, _AGREEMENT_WORDS),
        (ASSESSMENT, _ASSESSMENT_WORDS),
    )
    for kind, words in all_words.items()
]
