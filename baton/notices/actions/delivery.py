"""Messages go out, once each; what is reported of them is noted; what was lost is tried again.

    queued → sending (noted before anything leaves) → sent, or queued for later, failed, came back, not known

Only `deliver` is no deed: the message is handed over between two of them, outside any transaction.
"""

from datetime import datetime, timedelta
from uuid import UUID

from baton import journal
from baton.core import jobs
from baton.core.rules.addresses import normal
from baton.core.wall import deed
from baton.notices import events
from baton.notices.actions.message import text_of
from baton.notices.channels import Notify, Refused, Trouble, Unclear, channel_of
from baton.notices.models import Bounce, Message
from baton.notices.rules.delivery import LOST, Status, may_become, wait_after
from baton.notices.rules.notify import Receipt
from baton.partnership.models import Practitioner

NOT_FINISHED = "The program was stopped while it was being sent: it may have gone"
MOST_ASKED = 200
"""About so many messages the carrier is asked at once (ours): the next round asks about the rest."""

INTERRUPTED_AFTER = timedelta(minutes=30)
"""After it, a sending without an end was interrupted (ours): no mail server is waited for so long."""

EVENTS = {
    Status.SENT: events.SENT,
    Status.DELIVERED: events.DELIVERED,
    Status.FAILED: events.FAILED,
    Status.BOUNCED: events.BOUNCED,
    Status.UNKNOWN: events.UNKNOWN,
    Status.WITHHELD: events.WITHHELD,
}


class NotLost(Exception):
    """Only what did not arrive is sent again."""

    def __init__(self) -> None:
        super().__init__("This message has not been lost: it is not sent a second time")


class AddressDead(Exception):
    """Nobody writes to an address that does not work."""

    def __init__(self) -> None:
        super().__init__("The address does not work. Confirm first that it is right")


def deliver(*, message_id: UUID, at: datetime) -> Message:
    """Send one message that waits, if it may go now, and note how it went; nothing is ever sent twice.

    Whatever goes wrong stands in the message: a passing trouble puts it on the queue for later.
    """
    message = begin(message_id=message_id, at=at)
    if message.status != Status.SENDING:
        return message
    try:
        channel_of(message).hand_over(message, text_of(message))
    except Trouble as trouble:
        return put_off(message_id=message_id, because=trouble.because, at=at)
    except Refused as refused:
        status = Status.BOUNCED if refused.dead_address else Status.FAILED
        return note(message_id=message_id, status=status, because=refused.because, at=at)
    except Unclear as unclear:
        return note(message_id=message_id, status=Status.UNKNOWN, because=unclear.because, at=at)
    return note(message_id=message_id, status=Status.SENT, at=at)


@deed
def begin(*, message_id: UUID, at: datetime) -> Message:
    """Mark a message as being sent, before anything leaves; return it in whatever status it then is.

    One that is marked already was interrupted: from now on nobody knows whether it went. One to an address that does
    not work is kept back.
    """
    message = _locked(message_id)
    if message.status == Status.SENDING:
        return _settle(message, Status.UNKNOWN, NOT_FINISHED, at)
    if message.status != Status.QUEUED or (message.send_at and message.send_at > at):
        return message
    if Bounce.objects.open().of(message.address).exists():
        return _settle(message, Status.WITHHELD, "", at)
    message.status, message.tries, message.tried_at = Status.SENDING, message.tries + 1, at
    message.carrier = channel_of(message).name
    message.save(update_fields=["status", "tries", "tried_at", "carrier"])
    return message


@deed
def put_off(*, message_id: UUID, because: str, at: datetime) -> Message:
    """Put a message that was not taken on the queue for later; after the last try it has failed."""
    message = _locked(message_id)
    wait = wait_after(message.tries)
    if wait is None:
        return _settle(message, Status.FAILED, because, at)
    if may_become(Status(message.status), Status.QUEUED):
        message.status, message.send_at, message.failed_because = Status.QUEUED, at + wait, because
        message.save(update_fields=["status", "send_at", "failed_because"])
        _record(events.PUT_OFF, message, at=at)
        jobs.enqueue_at(message.send_at, "notices.deliver", message_id=str(message.pk))
    return message


@deed
def note(*, message_id: UUID, status: Status, because: str = "", at: datetime) -> Message:
    """Note how far a message has come, as its sending or a report about it says.

    What leads nowhere, because it comes twice or out of turn, changes nothing. An address that does not work is
    remembered: nobody writes to it until it is confirmed.
    """
    return _settle(_locked(message_id), status, because, at)


def note_receipt(*, receipt: Receipt, at: datetime) -> Message:
    """Note what GOV.UK Notify says of a message. Raises `Message.DoesNotExist`."""
    return note(message_id=receipt.reference, status=receipt.status, because=receipt.because, at=at)


def ask_carrier(at: datetime) -> None:
    """Ask GOV.UK Notify about the messages whose report did not come, and those of which nobody knows whether they went.

    One that never came there is sent now; where it cannot be asked, it is asked the next time.
    """
    for message in Message.objects.with_notify(at).order_by("tried_at")[:MOST_ASKED]:
        try:
            receipt = Notify().look(message)
        except Trouble:
            return
        if receipt is not None:
            note_receipt(receipt=receipt, at=at)
        elif message.status == Status.UNKNOWN:
            send_after_all(message_id=message.pk, at=at)


@deed
def send_after_all(*, message_id: UUID, at: datetime) -> Message:
    """Put a message on the queue again of which the carrier says that it never came there."""
    row = _locked(message_id)
    return queue_again(row, by=None, at=at) if row.status == Status.UNKNOWN else row


@deed
def try_again(*, message: Message, by: Practitioner, at: datetime) -> Message:
    """Put a message that was lost on the queue again, at once. Raises `NotLost`, `AddressDead`."""
    row = _locked(message.pk)
    if row.status not in LOST:
        raise NotLost
    if Bounce.objects.open().of(row.address).exists():
        raise AddressDead
    return queue_again(row, by=by, at=at)


def queue_again(message: Message, *, by: Practitioner | None, at: datetime) -> Message:
    """Put a message on the queue as if it had just been written; part of the deed of its caller."""
    message.status, message.send_at, message.tries, message.failed_because = Status.QUEUED, None, 0, ""
    message.sent_at = message.delivered_at = None
    message.save(update_fields=["status", "send_at", "tries", "failed_because", "sent_at", "delivered_at"])
    _record(events.QUEUED_AGAIN, message, at=at, by=by)
    jobs.enqueue("notices.deliver", message_id=str(message.pk))
    return message


def resume(at: datetime) -> list[UUID]:
    """Put those on the queue once more whose sending was interrupted, or whose job was lost; return which."""
    late = at - INTERRUPTED_AFTER
    found = [*Message.objects.interrupted(late), *Message.objects.due(late).filter(queued_at__lt=late)]
    for message in found:
        jobs.enqueue("notices.deliver", message_id=str(message.pk))
    return [message.pk for message in found]


def _locked(message_id: UUID) -> Message:
    return Message.objects.select_for_update(of=("self",)).select_related("link").get(pk=message_id)


def _settle(message: Message, status: Status, because: str, at: datetime) -> Message:
    if not may_become(Status(message.status), status):
        return message
    message.status, message.failed_because = status, because
    if status in (Status.SENT, Status.DELIVERED):
        message.sent_at = message.sent_at or at
    if status is Status.DELIVERED:
        message.delivered_at = at
    message.save(update_fields=["status", "failed_because", "sent_at", "delivered_at"])
    if status is Status.BOUNCED:
        _remember(message, because, at)
    _record(EVENTS[status], message, at=at)
    return message


def _remember(message: Message, because: str, at: datetime) -> None:
    Bounce.objects.get_or_create(
        address=normal(message.address),
        confirmed_at=None,
        defaults={
            "practitioner_id": message.to_practitioner_id,
            "message": message,
            "because": because,
            "bounced_at": at,
        },
    )


def _record(kind: str, message: Message, *, at: datetime, by: Practitioner | None = None) -> None:
    data = {"template": message.template}
    journal.record(kind, at=at, by=by, family=message.family_id, subject=message, data=data)
