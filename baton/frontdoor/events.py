"""The deeds of the front door, in the words the timeline shows."""

from baton.journal.events import EventKind, Weight, register
from baton.people.telling import Data, Speech

ENQUIRY = "enquiry"
SAFEGUARDING = "safeguarding"

RECEIVED = "frontdoor.enquiry_received"
CLAIMED = "frontdoor.enquiry_claimed"
RELEASED = "frontdoor.enquiry_released"
HANDED_OVER = "frontdoor.enquiry_handed_over"
URGENCY_SET = "frontdoor.urgency_set"
PLACED = "frontdoor.enquiry_placed"
LINKED = "frontdoor.enquiry_linked"
UNLINKED = "frontdoor.enquiry_unlinked"
PERSON_MATCHED = "frontdoor.person_matched"
CHECKED = "frontdoor.check_recorded"
NOTED = "frontdoor.note_recorded"
INFORMATION_ASKED = "frontdoor.information_asked"
INFORMATION_OPENED = "frontdoor.information_request_opened"
INFORMATION_REMINDED = "frontdoor.information_reminded"
INFORMATION_ANSWERED = "frontdoor.information_answered"
INFORMATION_CLOSED = "frontdoor.information_request_closed"
SPECIALIST_ASKED = "frontdoor.specialist_asked"
SPECIALIST_REMINDED = "frontdoor.specialist_reminded"
SPECIALIST_ANSWERED = "frontdoor.specialist_answered"
SPECIALIST_RETURNED = "frontdoor.specialist_returned"
SPECIALIST_CLOSED = "frontdoor.specialist_request_closed"
PAUSED = "frontdoor.clock_paused"
RESUMED = "frontdoor.clock_resumed"
DECIDED = "frontdoor.enquiry_decided"
REDECIDED = "frontdoor.enquiry_redecided"
TAKEN_UP = "frontdoor.decision_taken_up"
TOLD = "frontdoor.enquirer_told"
NOT_TOLD = "frontdoor.enquirer_cannot_be_told"
WITHDRAWN = "frontdoor.enquiry_withdrawn"
DUPLICATE = "frontdoor.enquiry_marked_duplicate"
REOPENED = "frontdoor.enquiry_reopened"
FILTER_SAVED = "frontdoor.filter_saved"
FILTER_FORGOTTEN = "frontdoor.filter_forgotten"
STOPPED = "frontdoor.safeguarding_stop"
RECEIPT = "frontdoor.safeguarding_receipt"

_WORDS = {
    RECEIVED: "Enquiry received",
    CLAIMED: "Enquiry claimed for screening",
    RELEASED: "Enquiry released",
    HANDED_OVER: "Enquiry handed to somebody to screen",
    URGENCY_SET: "Urgency of an enquiry changed",
    PLACED: "It was said where the enquiry belongs",
    LINKED: "Enquiry linked to this family",
    UNLINKED: "Enquiry no longer linked to this family",
    PERSON_MATCHED: "Somebody in an enquiry matched to a person",
    CHECKED: "Check made while screening",
    NOTED: "Information gathered while screening",
    INFORMATION_ASKED: "Agency asked what it knows",
    INFORMATION_OPENED: "Agency shown whom it is asked about",
    INFORMATION_REMINDED: "Agency reminded to answer",
    INFORMATION_ANSWERED: "Agency answered what it knows",
    INFORMATION_CLOSED: "Agency needs to answer no longer",
    SPECIALIST_ASKED: "Specialists asked for their view",
    SPECIALIST_REMINDED: "Specialists reminded to give their view",
    SPECIALIST_ANSWERED: "Specialists gave their view",
    SPECIALIST_RETURNED: "Specialists returned an enquiry",
    SPECIALIST_CLOSED: "Specialists need to give their view no longer",
    PAUSED: "Screening clock paused",
    RESUMED: "Screening clock started again",
    DECIDED: "Enquiry decided",
    REDECIDED: "Enquiry decided again",
    TAKEN_UP: "Decision taken up",
    TOLD: "Enquirer told what was decided",
    NOT_TOLD: "Enquirer cannot be told",
    WITHDRAWN: "Enquiry marked as keyed in error",
    DUPLICATE: "Enquiry marked as a duplicate",
    REOPENED: "Enquiry opened again",
    FILTER_SAVED: "Filter of the board saved",
    FILTER_FORGOTTEN: "Filter of the board forgotten",
}
_SAFEGUARDING_WORDS = {
    STOPPED: "Sent straight to social care: a child may be at risk of significant harm",
    RECEIPT: "Social care's receipt recorded",
}


def _reference(data: Data, speech: Speech) -> str:
    """Name the enquiry; what was asked, answered and decided is for those who may open it."""
    return str(data.get("reference", ""))


_LIGHT = {PERSON_MATCHED: Weight.FACT, TAKEN_UP: Weight.CONSEQUENCE}

register(
    "frontdoor",
    [
        EventKind(kind, words, ENQUIRY, _LIGHT.get(kind, Weight.STEP), _reference)
        for kind, words in _WORDS.items()
    ],
)
register("frontdoor", [EventKind(kind, words, SAFEGUARDING) for kind, words in _SAFEGUARDING_WORDS.items()])
