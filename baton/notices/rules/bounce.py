"""Reading the mail that comes back: which message it is about, and whether the address works. Pure.

A mail server reports in the form of RFC 3464 (multipart/report), to the address from which the message was sent. That
address is made for the one message: what stands before the + is the installation's, what follows names the message and
is signed, so that nobody else can make an address look dead.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum

from baton.notices.rules.delivery import Status

TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
"""Headers in which mail servers name the address to which a report came."""

LONGEST = 300
"""How much is kept of what a server says: cut after the address is out, since half of one tells who it is too."""


class Action(StrEnum):
    """What a mail server did with a message (RFC 3464, 2.3.3)."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail server says of a message: tokens that may name it, what was done, why."""

    tokens: tuple[str, ...]
    action: Action
    code: str
    because: str

    @property
    def status(self) -> Status | None:
        """What the message is after this report; None where the report changes nothing."""
        if self.action is Action.FAILED:
            return Status.BOUNCED if self.is_for_good else Status.FAILED
        return Status.DELIVERED if self.action is Action.DELIVERED else None

    @property
    def is_for_good(self) -> bool:
        """Whether the address does not work: class 5, but for a full mailbox (RFC 3463, X.2.2)."""
        return self.code.startswith("5") and not self.code.endswith(".2.2")


class NotAReport(ValueError):
    """A mail is no report about another: an answer by a person, an automatic reply."""

    def __init__(self) -> None:
        super().__init__("This mail is no delivery report (RFC 3464): nothing was changed")


def tagged(address: str, token: str) -> str:
    """Return the address to which reports about one message come."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{token}@{domain}"


def without_address(words: str, address: str) -> str:
    """Return what a mail server says without the address, however it writes it: logs and lists show no family."""
    return re.sub(re.escape(address), "the address", words, flags=re.IGNORECASE)


def read(raw: bytes) -> Report:
    """Return what a report says. Raises `NotAReport`."""
    mail = message_from_bytes(raw, policy=policy.default)
    parts = [part for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    fields = [group for part in parts for group in part.get_payload() if isinstance(group, EmailMessage)]
    told = next((group for group in fields if group.get("Action")), None)
    action = str(told["Action"]).strip().lower() if told else ""
    if told is None or action not in set(Action):
        raise NotAReport
    because = re.sub(r"^\s*smtp\s*;\s*", "", str(told.get("Diagnostic-Code", "")), flags=re.IGNORECASE)
    code = re.search(r"[245]\.\d{1,3}\.\d{1,3}", str(told.get("Status", "")))
    return Report(_tokens(mail), Action(action), code[0] if code else "", " ".join(because.split()))


def _tokens(mail: EmailMessage) -> tuple[str, ...]:
    addresses = [str(value) for name in TO for value in mail.get_all(name, [])]
    return tuple(dict.fromkeys(re.findall(r"\+([^@\s<>,]+)@", " ".join(addresses))))
