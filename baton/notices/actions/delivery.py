"""Messages go out."""

from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage

from baton import journal
from baton.core.wall import deed
from baton.notices import events
from baton.notices.actions.message import text_of
from baton.notices.models import Message
from baton.partnership import profiles

SENDABLE = frozenset({Message.Status.QUEUED, Message.Status.FAILED})


@deed
def deliver(*, message_id: UUID, at: datetime) -> Message:
    """Send one queued message and note how it went; one that was sent already is not sent again.

    A failure is kept with its reason and raised no further, so that it stands on the list of messages and
    the background goes on.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.status not in SENDABLE or (message.send_at and message.send_at > at):
        return message
    try:
        _hand_over(message)
    except OSError as error:
        why = str(error).replace(
            message.to_email, "the address"
        )  # logs and lists repeat it, and show no family
        message.status, message.failed_because = Message.Status.FAILED, why[:300]
    else:
        message.status, message.sent_at, message.failed_because = Message.Status.SENT, at, ""
    message.save(update_fields=["status", "sent_at", "failed_because"])
    kind = events.SENT if message.sent_at else events.FAILED
    journal.record(
        kind, at=at, family=message.family_id, subject=message, data={"template": message.template}
    )
    return message


def _hand_over(message: Message) -> None:
    EmailMessage(
        subject=message.subject,
        body=text_of(message),
        from_email=profiles.current().contact.email or None,
        to=[message.to_email],
    ).send()
