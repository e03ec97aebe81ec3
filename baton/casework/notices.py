"""The messages casework sends: fixed words and a link, no name and no need."""

from baton.notices.rules.kind import Kind
from baton.notices.rules.notice import Notice

ASKED_TO_LEAD = Notice(
    code="asked_to_lead",
    kind=Kind.ASKED,
    subject="You are asked whether you can lead a case",
    body=(
        "Hello\n\n"
        "{service} asks whether you can be the lead practitioner for a family. Sign in to read whom it is about and "
        "to answer, yes or no:\n{link}\n\n"
        "To talk it through first, ring {telephone}.\n\n"
        "{service}, {partnership}\n"
    ),
)

PROPOSAL_CAME_BACK = Notice(
    code="proposal_came_back",
    kind=Kind.WORK,
    subject="Somebody else has to be asked to lead a case",
    body=(
        "Hello\n\n"
        "Somebody you asked to lead a case cannot, or has not answered in time. Read why, and ask the next one:\n"
        "{link}\n\n"
        "{service}, {partnership}\n"
    ),
)

CLOSED_TO_LEAD = Notice(
    code="case_closed_to_lead",
    kind=Kind.WORK,
    subject="A case needs another lead practitioner",
    body=(
        "Hello\n\n"
        "The record of a case you look after was closed to its lead practitioner. Please ask somebody else to lead:\n"
        "{link}\n\n"
        "{service}, {partnership}\n"
    ),
)

NOBODY_LEADS = Notice(
    code="nobody_leads",
    kind=Kind.WORK,
    subject="A case has nobody who leads it",
    body=(
        "Hello\n\n"
        "Nobody leads a case that you look after, and nobody is asked to. Please choose who leads:\n"
        "{link}\n\n"
        "{service}, {partnership}\n"
    ),
)

NOBODY_FOUND = Notice(
    code="nobody_found",
    kind=Kind.WORK,
    subject="You are asked to find who leads a case",
    body=(
        "Hello\n\n"
        "Nobody was found to lead a case. You are asked to go on looking. Read whom it is about and who was asked:\n"
        "{link}\n\n"
        "{service}, {partnership}\n"
    ),
)

HANDED_BACK = Notice(
    code="case_handed_back",
    kind=Kind.WORK,
    subject="A case was handed back: it needs another lead practitioner",
    body=(
        "Hello\n\n"
        "The lead practitioner of a case you look after has handed it back. Please ask somebody else to lead:\n"
        "{link}\n\n"
        "{service}, {partnership}\n"
    ),
)
