"""Addresses that do not work: reports are read, and somebody confirms that an address works after all."""

from datetime import datetime, timedelta

from django.db.models import Q

from baton import journal
from baton.core.wall import deed
from baton.notices import events
from baton.notices.actions import delivery
from baton.notices.channels.mail import id_of
from baton.notices.models import Bounce, Message
from baton.notices.rules.bounce import LONGEST, read, without_address
from baton.notices.rules.delivery import Status
from baton.partnership.models import Practitioner

STILL_OF_USE = timedelta(days=7)
"""What was kept back for longer is not sent after a confirmation (ours): its news is old, and it can be sent again."""


class UnknownReport(Exception):
    """A report came to an address that was made for no message of this installation."""

    def __init__(self) -> None:
        super().__init__("This report names no message that was sent from here: nothing was changed")


class AlreadyConfirmed(Exception):
    """Each is confirmed once."""

    def __init__(self) -> None:
        super().__init__("Somebody has confirmed this address already. It is written to again")


def take_report(raw: bytes, at: datetime) -> Message:
    """Read a mail that came back and note what it says. Raises `NotAReport`, `UnknownReport`."""
    report = read(raw)
    ids = [found for token in report.tokens if (found := id_of(token))]
    message = Message.objects.filter(pk__in=ids).first()
    if message is None:
        raise UnknownReport
    if report.status is None:
        return message
    because = " ".join(part for part in (report.code, report.because) if part)
    because = without_address(because, message.to_email)[:LONGEST]
    return delivery.note(message_id=message.pk, status=report.status, because=because, at=at)


@deed
def confirm(*, bounce: Bounce, by: Practitioner, at: datetime) -> Bounce:
    """Note that an address works, so that it is written to again; what was kept back lately goes out now.

    Raises `AlreadyConfirmed`.
    """
    row = Bounce.objects.select_for_update(of=("self",)).get(pk=bounce.pk)
    if row.confirmed_at is not None:
        raise AlreadyConfirmed
    row.confirmed_at, row.confirmed_by = at, by
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    journal.record(events.ADDRESS_CONFIRMED, at=at, by=by, subject=row)
    there = Q(to_email__iexact=row.address) | Q(to_phone=row.address)
    kept_back = Message.objects.filter(there, status=Status.WITHHELD, queued_at__gte=at - STILL_OF_USE)
    for message in kept_back.select_for_update(of=("self",)).order_by("queued_at"):
        delivery.queue_again(message, by=by, at=at)
    return row
