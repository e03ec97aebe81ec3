"""What the background does with messages."""

from uuid import UUID

from baton.core import dates, jobs
from baton.notices.actions import delivery, digest
from baton.notices.models import Message


class NotSent(Exception):
    """A message could not be sent; the queue tries again."""


@jobs.task
def deliver(*, message_id: str) -> None:
    """Send one message; one sent already is not sent again. Raises `NotSent`, so that it is tried again later."""
    message = delivery.deliver(message_id=UUID(message_id), at=dates.now())
    if message.status == Message.Status.FAILED:
        raise NotSent(message.failed_because)


@jobs.task(every="*/10 * * * *", alone=True)
def send_digests() -> None:
    """Write the day's message to everybody for whom something waits and whose hour has come."""
    now = dates.now()
    for practitioner in digest.waiting(now):
        digest.gather(practitioner_id=practitioner, at=now)
