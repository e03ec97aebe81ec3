"""The enquirer is told what was decided: in person, by phone, or by a message with a link."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse

from baton import journal
from baton.core.rules.addresses import normal
from baton.core.wall import deed
from baton.frontdoor import events, notices
from baton.frontdoor.actions import building
from baton.frontdoor.actions.common import locked, record
from baton.frontdoor.actions.reach import address_of, bounces_of, number_of
from baton.frontdoor.models import Decision, Enquiry, Telling
from baton.frontdoor.rules.enquiry import State
from baton.frontdoor.rules.telling import LINK_DAYS, PURPOSE, WRITTEN, How, ways_open
from baton.notices import actions as messages
from baton.notices.models import Bounce, Message
from baton.partnership.models import Practitioner


class NothingToTell(Exception):
    """The enquiry has not been decided, or was opened again."""

    def __init__(self) -> None:
        super().__init__("There is nothing to tell yet: decide the enquiry first.")


class WayNotOpen(Exception):
    """The enquirer cannot, or must not, be told in this way."""

    def __init__(self) -> None:
        super().__init__("They cannot be written to. Tell them in person or by phone.")


class ToldOutOfTime(Exception):
    """Somebody cannot be told before the decision, or in the future."""

    def __init__(self) -> None:
        super().__init__("Enter when they were told: after the decision, and not in the future.")


@deed
def tell(
    *, enquiry: Enquiry, how: How, by: Practitioner, at: datetime, told_at: datetime | None = None
) -> Telling:
    """Record that the enquirer was told of the latest decision, or write them a message that tells them.

    `told_at` is when they were told in person or by phone, by default `at`. A signed-in enquirer is led to
    their own page of the enquiry, anybody else to a link that works for `LINK_DAYS` days.
    Raises `NothingToTell`, `WayNotOpen`, `ToldOutOfTime`. Source: requirements R064.
    """
    enquiry = locked(enquiry)
    decision = _latest(enquiry)
    told_at = told_at or at
    if not decision.decided_at <= told_at <= at:
        raise ToldOutOfTime
    if how not in open_ways(enquiry):
        raise WayNotOpen
    message = _write(enquiry, decision, how, by, at) if how in WRITTEN else None
    telling = Telling.objects.create(
        enquiry=enquiry, decision=decision, how=how, told_at=told_at, by=by, message=message
    )
    journal.record_many([building.told_event(telling)])
    return telling


@deed
def cannot_tell(*, enquiry: Enquiry, reason: str, by: Practitioner, at: datetime) -> Decision:
    """Record why the enquirer cannot be told: nobody left a name, or no way is safe. Raises `NothingToTell`."""
    enquiry = locked(enquiry)
    decision = _latest(enquiry)
    if decision.enquiry_id != enquiry.pk:
        raise NothingToTell
    decision.no_telling_reason = reason
    decision.save(update_fields=["no_telling_reason"])
    record(events.NOT_TOLD, enquiry, at=at, by=by, decision=decision.pk)
    return decision


def open_ways(enquiry: Enquiry, bounces: Iterable[Bounce] | None = None) -> list[How]:
    """Return the ways in which the enquirer of `enquiry` can be told; `bounces` are its own, where they were read.

    The link of a message shows the words for whoever made the enquiry that was decided: of one joined to it only an
    enquirer who signs in is written to. Nobody is written to at an address that does not work.
    """
    joined, number = enquiry.state == State.DUPLICATE, number_of(enquiry)
    dead = {bounce.address for bounce in (bounces_of(enquiry) if bounces is None else bounces)}
    return ways_open(
        works=normal(address_of(enquiry)) not in dead,
        texts=bool(number) and number not in dead and not joined and enquiry.enquirer is None,
        email="" if joined else enquiry.enquirer_email,
        signed_in_enquirer=enquiry.enquirer is not None and enquiry.enquirer.is_active,
        safe_to_write=enquiry.safe_to_write,
    )


def decided_for(enquiry: Enquiry) -> Decision | None:
    """Return the decision that an enquirer is told: that of their enquiry, or of the one to which it was joined."""
    stays = enquiry
    while stays.state == State.DUPLICATE:
        stays = Enquiry.objects.get(duplicates__enquiry=stays, duplicates__to_at=None)
    return Decision.objects.current().filter(enquiry=stays).first()


def _latest(enquiry: Enquiry) -> Decision:
    decision = decided_for(enquiry)
    if decision is None:
        raise NothingToTell
    return decision


def _write(enquiry: Enquiry, decision: Decision, how: How, by: Practitioner, at: datetime) -> Message:
    enquirer = enquiry.enquirer
    if how is How.MESSAGE and enquirer is not None and enquirer.is_active:
        return messages.send(
            notice=notices.TELL_ENQUIRER,
            to_practitioner=enquirer,
            path=reverse("enquiry_page", args=[enquiry.pk]),
            family_id=enquiry.family_id,
            by=by,
            at=at,
        )
    link = messages.make_link(
        purpose=PURPOSE, ref=decision.pk, expires_at=at + timedelta(days=LINK_DAYS), at=at
    )
    return messages.send(
        notice=notices.TELL_FAMILY if enquiry.by_family else notices.TELL_ENQUIRER,
        to_email=enquiry.enquirer_email if how is How.MESSAGE else "",
        to_phone=number_of(enquiry) if how is How.TEXT else "",
        link=link,
        family_id=enquiry.family_id,
        by=by,
        at=at,
    )
