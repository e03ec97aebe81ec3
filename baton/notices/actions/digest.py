"""The day's message: what waits for somebody goes out as one."""

from datetime import datetime
from uuid import UUID

from baton import journal
from baton.core import dates
from baton.core.wall import deed
from baton.notices import events
from baton.notices.actions.message import (
    address_of,
    current_sender,
    full_address,
    plan_for,
    queue,
    send,
)
from baton.notices.late import late_for
from baton.notices.models import Bounce, Message
from baton.notices.rules.delivery import Status
from baton.notices.rules.digest import DIGEST, LATE, digest_body, late_line, line
from baton.notices.rules.notice import subject_of
from baton.partnership.models import Practitioner


@deed
def hold_late(*, practitioner_id: UUID, at: datetime) -> Message | None:
    """Hold for somebody's day's message that work of theirs is late: once, until that goes out.

    Nothing is held where nothing is late, where they chose not to hear of it, or cannot be written to.
    """
    practitioner = Practitioner.objects.select_for_update().get(pk=practitioner_id)
    held = Message.objects.filter(status=Status.HELD, template=LATE.code, to_practitioner=practitioner)
    if held.exists() or Bounce.objects.open().of(practitioner.email).exists():
        return None
    if plan_for(LATE.kind, practitioner, at).status is Status.UNWANTED:
        return None
    found = late_for(practitioner, at)
    return (
        send(notice=LATE, to_practitioner=practitioner, path=found[0].path, by=None, at=at) if found else None
    )


@deed
def gather(*, practitioner_id: UUID, at: datetime) -> Message | None:
    """Put all that waits for somebody's message of this day into one: how much is late, then in the order of what is
    due; and queue it.

    Nothing is gathered twice; where nothing waits, what was late has been done, or they have left since, no message is
    written. Source: issue "A day's work", part 4.
    """
    practitioner = Practitioner.objects.select_for_update().get(pk=practitioner_id)
    held = list(
        Message.objects.to_gather(at).filter(to_practitioner=practitioner).select_for_update(of=("self",))
    )
    lines = _lines(practitioner, held, at) if practitioner.is_active else []
    if not lines:
        for message in held:
            _settle(message, Status.UNWANTED, None)
        return None
    digest = _write(practitioner, lines, at)
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


def _lines(practitioner: Practitioner, held: list[Message], at: datetime) -> list[str]:
    """Return what the message says: what is late now, where that is to be told, and each of the others."""
    others = [message for message in held if message.template != LATE.code]
    late = late_for(practitioner, at) if len(others) < len(held) else []
    return [
        *(late_line(one.words, one.count, full_address(one.path)) for one in late),
        *(line(message.subject, _by(message), address_of(message)) for message in others),
    ]


def _write(practitioner: Practitioner, lines: list[str], at: datetime) -> Message:
    sender = current_sender()
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
