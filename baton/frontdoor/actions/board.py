"""Where an enquiry stands on the board: its urgency, its locality, and its clock."""

from datetime import datetime

from baton.core.rules.clocks import Pause
from baton.core.wall import deed
from baton.frontdoor import events
from baton.frontdoor.actions.common import locked, record
from baton.frontdoor.actions.family import place_family
from baton.frontdoor.models import Enquiry, EnquiryPause
from baton.frontdoor.rules.enquiry import NotWaiting, Urgency, paused_due
from baton.partnership.models import Locality, Practitioner


class AlreadyPaused(Exception):
    """The clock of the enquiry stands still already."""

    def __init__(self) -> None:
        super().__init__("The clock of this enquiry is paused already. Start it again first.")


class NotPaused(Exception):
    """The clock of the enquiry is running."""

    def __init__(self) -> None:
        super().__init__("The clock of this enquiry is running: there is nothing to start again.")


@deed
def set_urgency(*, enquiry: Enquiry, urgency: Urgency, by: Practitioner, at: datetime) -> Enquiry:
    """Say how soon an enquiry should be looked at. It moves the enquiry on the board, never its clock."""
    enquiry = locked(enquiry)
    if enquiry.urgency != urgency:
        enquiry.urgency = urgency
        enquiry.save(update_fields=["urgency"])
        record(events.URGENCY_SET, enquiry, at=at, by=by, urgency=urgency)
    return enquiry


@deed
def place(*, enquiry: Enquiry, locality: Locality, by: Practitioner, at: datetime) -> Enquiry:
    """Place an enquiry in a locality: the address told none, or the wrong one. Its family follows if it has none."""
    enquiry = locked(enquiry)
    enquiry.locality = locality
    enquiry.save(update_fields=["locality"])
    place_family(enquiry, by=by, at=at)
    record(events.PLACED, enquiry, at=at, by=by, locality=locality.pk)
    return enquiry


@deed
def pause(*, enquiry: Enquiry, reason: str, by: Practitioner, at: datetime) -> EnquiryPause:
    """Let the clock of a waiting enquiry stand still from `at`, for a reason others can read.

    Figures take no notice: they measure from receipt. Raises `AlreadyPaused` and `NotWaiting`.
    Source: requirements L, the contract of figures.
    """
    enquiry = locked(enquiry)
    if not enquiry.is_waiting:
        raise NotWaiting
    if enquiry.pauses.filter(to_at=None).exists():
        raise AlreadyPaused
    paused = EnquiryPause.objects.create(enquiry=enquiry, from_at=at, reason=reason, by=by)
    record(events.PAUSED, enquiry, at=at, by=by)
    return paused


@deed
def resume(*, enquiry: Enquiry, by: Practitioner, at: datetime) -> Enquiry:
    """Let the clock run again and move the due moment on by the pause. Raises `NotPaused`."""
    enquiry = locked(enquiry)
    paused = enquiry.pauses.filter(to_at=None).first()
    if paused is None:
        raise NotPaused
    end_pause(enquiry, paused, at)
    record(events.RESUMED, enquiry, at=at, by=by, due_at=enquiry.due_at)
    return enquiry


def end_pause(enquiry: Enquiry, paused: EnquiryPause, at: datetime) -> None:
    """End a pause at `at` and store the due moment that follows from all pauses so far."""
    paused.to_at = at
    paused.save(update_fields=["to_at"])
    pauses = [Pause(row.from_at, row.to_at, row.reason) for row in enquiry.pauses.all()]
    enquiry.due_at = paused_due(enquiry.received_at, enquiry.target_at, pauses)
    enquiry.save(update_fields=["due_at"])
