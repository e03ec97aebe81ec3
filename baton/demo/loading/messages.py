"""What became of messages: an address and a number that do not work, texts that arrived."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from baton.demo.loading.world import World
from baton.demo.rules.partners import DOMAIN, SIGN_INS
from baton.frontdoor.actions import telling
from baton.frontdoor.actions.reach import number_of
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.enquiry import State
from baton.frontdoor.rules.telling import How
from baton.notices.actions import delivery
from baton.notices.models import Message
from baton.notices.rules.delivery import Status

WRITTEN_BEFORE = timedelta(days=6)
"""What is written so long ago has gone out by now, whatever weekend or bank holiday lay between."""

NO_MAILBOX = "550 5.1.1 the mailbox does not exist"
NO_NUMBER = "permanent-failure"
TEXTS = (Status.DELIVERED, Status.DELIVERED, Status.BOUNCED)
"""What became of the texts, the newest first; no text is written to the number of the last one afterwards."""


def load(world: World) -> None:
    """Write to a colleague whose address does not work, and text families what was decided."""
    _write_to_colleague(world)
    _text_families(world)


def _write_to_colleague(world: World) -> None:
    """Tell an enquirer by e-mail what was decided: a colleague of the lead practitioner, where one has asked."""
    home = world.sign_in("practitioner").main_organisation()
    printed = [f"{address}@{DOMAIN}" for address, *_ in SIGN_INS]
    found = _decided(world).filter(enquirer__isnull=False, enquirer__is_active=True)
    found = found.exclude(enquirer__email__in=printed).select_related("enquirer")
    enquiry = found.filter(source_organisation=home).first() or found.first()
    if enquiry is not None:
        _tell(world, enquiry, How.MESSAGE, Status.BOUNCED, NO_MAILBOX)


def _text_families(world: World) -> None:
    by_family = _decided(world).filter(by_family=True, safe_to_text=True)
    reached = [one for one in by_family[: 5 * len(TEXTS)] if number_of(one)]
    for enquiry, status in zip(reached, TEXTS, strict=False):
        _tell(world, enquiry, How.TEXT, status, NO_NUMBER if status is Status.BOUNCED else "")


def _decided(world: World) -> QuerySet[Enquiry]:
    """Return the enquiries decided long enough ago, the newest first."""
    latest = world.story.now - WRITTEN_BEFORE
    rows = Enquiry.objects.filter(
        state=State.DECIDED, decisions__superseded_at=None, decisions__decided_at__lt=latest
    )
    return rows.order_by("-received_at", "pk")


def _tell(world: World, enquiry: Enquiry, how: How, status: Status, because: str) -> None:
    decision = telling.decided_for(enquiry)
    assert decision is not None
    moment = decision.decided_at + timedelta(hours=1)
    told = telling.tell(enquiry=enquiry, how=how, by=world.sign_in("screener"), at=moment)
    assert told.message is not None
    _goes_out(told.message, status, because, moment)


def _goes_out(message: Message, status: Status, because: str, moment: datetime) -> None:
    moment = message.send_at or moment
    delivery.begin(message_id=message.pk, at=moment)
    delivery.note(message_id=message.pk, status=status, because=because, at=moment)
