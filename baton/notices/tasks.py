"""What the background does with messages."""

from uuid import UUID

from django.conf import settings

from baton.core import dates, jobs
from baton.notices.actions import delivery, digest
from baton.partnership.models import Practitioner


@jobs.task
def deliver(*, message_id: str) -> None:
    """Send one message; one sent already is not sent again, and one that could not be sent is on the queue for later."""
    delivery.deliver(message_id=UUID(message_id), at=dates.now())


@jobs.task(every="50 3 * * *", alone=True)
def hold_late() -> None:
    """Look once a night for whom work is late, before the hour of the day's message; each stands by itself."""
    now = dates.now()
    for practitioner in Practitioner.objects.working().order_by("pk").values_list("pk", flat=True):
        digest.hold_late(practitioner_id=practitioner, at=now)


@jobs.task(every="*/10 * * * *", alone=True)
def send_digests() -> None:
    """Write the day's message to everybody for whom something waits and whose hour has come."""
    now = dates.now()
    for practitioner in digest.waiting(now):
        digest.gather(practitioner_id=practitioner, at=now)


@jobs.task(every="*/10 * * * *", alone=True)
def resume() -> None:
    """Take up what a killed worker left: nothing waits for ever, and nothing goes out twice."""
    delivery.resume(dates.now())


@jobs.task(every="*/10 * * * *", alone=True)
def ask_carrier() -> None:
    """Ask GOV.UK Notify what became of messages, where it sends some and its report did not come."""
    if settings.BATON_NOTIFY_KEY:
        delivery.ask_carrier(dates.now())
