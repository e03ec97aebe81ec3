"""The messages the front door sends: fixed words and a link, no name and no need."""

from baton.notices.rules.kind import Kind
from baton.notices.rules.notice import Notice

TELL_FAMILY = Notice(
    code="enquiry_decided_family",
    kind=Kind.DECIDED,
    subject="You have an answer from {service}",
    body=(
        "Hello\n\n"
        "You asked us for help. We have an answer for you.\n\n"
        "Open this link to read it:\n{link}\n\n"
        "The link works for 28 days. Do not pass it on.\n"
        "Would you rather talk? Ring us on {telephone}.\n\n"
        "{service}, {partnership}\n"
    ),
    text="{service}: we have an answer for you. Read it here: {link} It works for 28 days. Or ring us: {telephone}",
)

TELL_ENQUIRER = Notice(
    code="enquiry_decided",
    kind=Kind.DECIDED,
    subject="{service} has decided on your enquiry",
    body=(
        "Hello\n\n"
        "{service} has decided on an enquiry you made. Read what was decided here:\n{link}\n\n"
        "To talk it through, ring {telephone}.\n\n"
        "{service}, {partnership}\n"
    ),
    text="{service} has decided on an enquiry you made. Read it here: {link} Or ring: {telephone}",
)

ASK_AGENCY = Notice(
    code="information_request",
    kind=Kind.ASKED,
    subject="{service} asks you for information",
    body=(
        "Hello\n\n"
        "{service} is finding out how to help a family, and asks what you know. Open this link to read whom it is "
        "about and to answer:\n{link}\n\n"
        "The page says why we ask and by when. The link is for you alone: please do not pass it on.\n"
        "To talk instead, or if this is not for you, ring {telephone}.\n\n"
        "{service}, {partnership}\n"
    ),
)

ASK_PRACTITIONER = Notice(
    code="information_request_account",
    kind=Kind.ASKED,
    subject="{service} asks you for information",
    body=(
        "Hello\n\n"
        "{service} is finding out how to help a family, and asks what you know. Sign in to read whom it is about "
        "and to answer:\n{link}\n\n"
        "To talk instead, ring {telephone}.\n\n"
        "{service}, {partnership}\n"
    ),
)

AGENCY_ANSWERED = Notice(
    code="information_answered",
    kind=Kind.WORK,
    subject="An agency has answered your question",
    body=(
        "Hello\n\n"
        "An agency has answered what you asked about an enquiry. Read it here:\n{link}\n\n"
        "{service}, {partnership}\n"
    ),
)

LOOKED_AT = Notice(
    code="enquiry_looked_at",
    kind=Kind.NEWS,
    subject="{service} is looking at your enquiry",
    body=(
        "Hello\n\n"
        "{service} is looking at an enquiry you made, and will tell you what is decided. See where it stands:\n{link}"
        "\n\n"
        "To talk about it, ring {telephone}.\n\n"
        "{service}, {partnership}\n"
    ),
)

LOOKED_AT_NO_ACCOUNT = Notice(
    code="enquiry_looked_at_no_account",
    kind=Kind.NEWS,
    subject="{service} is looking at what you told us",
    body=(
        "Hello\n\n"
        "We are looking at what you told us, and will tell you what we decide.\n\n"
        "To talk about it, ring us on {telephone}.\n\n"
        "{service}, {partnership}\n"
    ),
)

HANDED_TO_YOU = Notice(
    code="enquiries_handed_over",
    kind=Kind.WORK,
    subject="Enquiries have been handed to you",
    body=(
        "Hello\n\n"
        "A colleague has handed enquiries to you to screen. They stand on your list of work:\n{link}\n\n"
        "{service}, {partnership}\n"
    ),
)

ASK_SPECIALIST = Notice(
    code="specialist_asked",
    kind=Kind.ASKED,
    subject="{service} asks for your view of an enquiry",
    body=(
        "Hello\n\n"
        "{service} asks for your view as a specialist of an enquiry. Sign in to read it and to answer, or to return it:\n"
        "{link}\n\n"
        "It stands on the list of enquiries for specialists. To talk it through, ring {telephone}.\n\n"
        "{service}, {partnership}\n"
    ),
)

REMIND_SPECIALIST = Notice(
    code="specialist_reminded",
    kind=Kind.ASKED,
    subject="{service} still waits for your view of an enquiry",
    body=(
        "Hello\n\n"
        "{service} asked for your view as a specialist of an enquiry, and it is late. Sign in to read it and to answer, "
        "or to return it:\n{link}\n\n"
        "If a colleague has it in hand, you need do nothing. To talk it through, ring {telephone}.\n\n"
        "{service}, {partnership}\n"
    ),
)
