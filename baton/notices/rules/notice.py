"""What a message may say: fixed words and a link, never a name and never a need.

Whoever sends a message picks a `Notice`; its words are written once, in code, and have places for four
things only. So nothing about a family can reach a subject or a body, whatever a caller does.
"""

from dataclasses import dataclass
from string import Formatter

from baton.notices.rules.kind import Kind

ALLOWED = frozenset({"service", "partnership", "telephone", "link"})

TELLS_OF_CONFLICT = frozenset({"conflict_found", "case_closed_to_lead"})
"""Codes of the notices that are written when a record closes to a practitioner. No list of messages shows them: whoever
names somebody and then sees one go out would know that there is a record. Source: architecture rule 6.
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of one message, with places for the service, its telephone and the link; and of which kind it is.

    `text` is what a text message says; a notice without it goes by e-mail alone.
    """

    code: str
    subject: str
    body: str
    kind: Kind
    text: str = ""

    def __post_init__(self) -> None:
        """Refuse a place for anything that could say who the message is about."""
        for words, allowed in (
            (self.subject, ALLOWED - {"link"}),
            (self.body, ALLOWED),
            (self.text, ALLOWED),
        ):
            unknown = {name for _, name, _, _ in Formatter().parse(words) if name is not None} - allowed
            if unknown:
                raise ValueError(
                    f"Notice {self.code} has a place for {', '.join(sorted(unknown))}: take it out"
                )


@dataclass(frozen=True, slots=True)
class Sender:
    """What a message says about who sends it."""

    service: str
    partnership: str
    telephone: str


def subject_of(notice: Notice, sender: Sender) -> str:
    """Return the subject, filled in."""
    return notice.subject.format(
        service=sender.service, partnership=sender.partnership, telephone=sender.telephone
    )


def body_of(notice: Notice, sender: Sender) -> str:
    """Return the body, filled in but for the link, whose secret part is not stored: its place stays `{link}`."""
    return notice.body.format(
        service=sender.service, partnership=sender.partnership, telephone=sender.telephone, link="{link}"
    )


def text_of(notice: Notice, sender: Sender) -> str:
    """Return the words of a text message, filled in as a body is; empty where the notice has none."""
    return notice.text.format(
        service=sender.service, partnership=sender.partnership, telephone=sender.telephone, link="{link}"
    )


def with_link(body: str, link: str) -> str:
    """Return a stored body as it is sent, its link in place."""
    return body.replace("{link}", link)
