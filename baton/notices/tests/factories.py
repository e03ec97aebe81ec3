"""Minimal valid rows of messages and of addresses that do not work."""

from datetime import UTC, datetime
from typing import Any

from baton.notices import actions
from baton.notices.actions import delivery
from baton.notices.models import Bounce, Message
from baton.notices.rules.delivery import Status
from baton.notices.rules.kind import Kind
from baton.notices.rules.notice import Notice
from baton.partnership.models import Practitioner

ANSWER = Notice(
    code="answer", kind=Kind.ASKED, subject="{service} has an answer", body="Read it here: {link}"
)
NEWS = Notice(code="news", kind=Kind.NEWS, subject="Your enquiry is being looked at", body="{link}")
NOW = datetime(2026, 9, 14, 10, tzinfo=UTC)
WHY = "550 5.1.1 no such mailbox"


def message(**values: Any) -> Message:
    """Write a message, to somebody without an account unless another is named."""
    return actions.send(**{"notice": ANSWER, "at": NOW, "by": None, "to_email": "kelly@example.org"} | values)


def settled(status: Status, *, because: str = "", at: datetime = NOW, **values: Any) -> Message:
    """Write a message that has come so far."""
    written = message(at=at, **values)
    delivery.begin(message_id=written.pk, at=at)
    return delivery.note(message_id=written.pk, status=status, because=because, at=at)


def bounce(of: Practitioner | None = None, **values: Any) -> Bounce:
    """Let a message to an account, or to somebody without one, come back; an address that does not work stays so."""
    came_back = settled(Status.BOUNCED, because=WHY, to_practitioner=of, **values)
    return Bounce.objects.open().of(came_back.to_email).get()
