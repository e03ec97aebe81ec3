"""The day's message: what waits for somebody goes out as one."""

from datetime import datetime
from uuid import UUID

from baton import journal
from baton.core import dates
from baton.core.wall import deed
from baton.notices import events
from baton.notices.actions.message import address_of, current_sender, queue
from baton.notices.models import Message
from baton.notices.rules.delivery import Status
from baton.notices.rules.digest import DIGEST, digest_body, line
from baton.notices.rules.notice import subject_of
from baton.partnership.models import Practitioner


@deed
def gather(*, practitioner_id: UUID, at: datetime) -> Message | None:
    """Put all that waits for somebody's message of this day into one, in the order of what is due, and queue it.

    Nothing is gathered twice; where nothing waits, or they have left since, no message is written. Source: issue "A
    day's work", part 4.
    """
    practitioner = Practitioner.objects.select_for_update().get(pk=practitioner_id)
    held = list(
        Message.objects.to_gather(at).filter(to_practitioner=practitioner).select_for_update(of=("self",))
    )
    if not held:
        return None
    if not practitioner.is_active:
        for message in held:
            _settle(message, Status.UNWANTED, None)
        return None
    digest = _write(practitioner, held, at)
    for message in held:
        _settle(message, Status.GATHERED, digest)
    journal.record(
        events.GATHERED, at=at, subject=digest, data={"messages": [str(message.pk) for message in held]}
    )
    return digest


def waiting(at: datetime) -> list[UUID]:
    """Return for whom something waits that goes into a day's message now."""
    found = Message.objects.to_gather(at).order_by().values_list("to_practitioner", flat=True)
    return sorted(set(found))


def _write(practitioner: Practitioner, held: list[Message], at: datetime) -> Message:
    sender = current_sender()
    lines = [line(message.subject, _by(message), address_of(message)) for message in held]
    digest = Message(
        to_email=practitioner.email,
        to_practitioner=practitioner,
        template=DIGEST.code,
        subject=subject_of(DIGEST, sender),
        body=digest_body(lines, sender),
        queued_at=at,
    )
    return queue(digest, by=None, at=at)


def _by(message: Message) -> str:
    if message.due_at is None:
        return ""
    due = dates.due_point(message.due_at)
    return f"by {dates.moment_words(due) if isinstance(due, datetime) else dates.day_words(due)}"


def _settle(message: Message, status: Status, digest: Message | None) -> None:
    message.status, message.digest = status, digest
    message.save(update_fields=["status", "digest"])
