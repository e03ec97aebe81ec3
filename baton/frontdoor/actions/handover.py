"""Many enquiries go from hand to hand at once: at the end of a shift, or shared out from the queue."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from baton.core.wall import deed
from baton.frontdoor import events, notices
from baton.frontdoor.actions.common import locked, record
from baton.frontdoor.models import Enquiry
from baton.frontdoor.permissions import can_hand_over, can_screen
from baton.frontdoor.rules.enquiry import State
from baton.frontdoor.rules.handover import Mark, Refusal, refusal
from baton.notices import actions as messages
from baton.partnership.models import Practitioner

HANDED_ON = "Handed over"


@dataclass(frozen=True, kw_only=True)
class Handed:
    """One enquiry to hand on: what it looked like on the preview, and a note for whoever goes on with it."""

    enquiry: Enquiry
    seen: Mark | None
    note: str = ""


@dataclass(frozen=True)
class Outcome:
    """What was handed on, and what was not, with the reason."""

    done: list[Enquiry] = field(default_factory=list)
    refused: list[tuple[Handed, Refusal]] = field(default_factory=list)


def mark_of(enquiry: Enquiry) -> Mark:
    """Return what an enquiry looks like, for a preview."""
    return Mark(enquiry.claimed_by_id, enquiry.version)


@deed
def hand_over(
    *, handed: Iterable[Handed], to: Practitioner | None, by: Practitioner, at: datetime
) -> Outcome:
    """Hand enquiries to `to`, or back to the queue where that is nobody; each clock goes on.

    What was changed since its preview stays where it is and is given back with the reason; the rest is done. What
    is there already counts as done, so that a second press of the button does no harm.
    """
    outcome, moved = Outcome(), False
    for one in sorted(handed, key=lambda one: one.enquiry.pk):
        enquiry = locked(one.enquiry)
        if enquiry.is_waiting and enquiry.claimed_by == to:
            outcome.done.append(enquiry)
        elif reason := _refusal(enquiry, one, to, by):
            outcome.refused.append((one, reason))
        else:
            _hand(enquiry, one.note, to, by, at)
            outcome.done.append(enquiry)
            moved = True
    if to is not None and to != by and moved:
        messages.send(notice=notices.HANDED_TO_YOU, to_practitioner=to, path=reverse("my_work"), by=by, at=at)
    return outcome


def _refusal(enquiry: Enquiry, handed: Handed, to: Practitioner | None, by: Practitioner) -> Refusal | None:
    takes_on = to == by and enquiry.claimed_by_id is None and can_screen(by, enquiry)
    return refusal(
        seen=handed.seen,
        now=mark_of(enquiry),
        waiting=enquiry.is_waiting,
        may_hand=takes_on or can_hand_over(by, enquiry),
        they_may=to is None or can_screen(to, enquiry),
    )


def _hand(enquiry: Enquiry, note: str, to: Practitioner | None, by: Practitioner, at: datetime) -> None:
    if note.strip():
        kept = enquiry.notes.create(text=note, source=HANDED_ON, by=by, at=at)
        record(events.NOTED, enquiry, at=at, by=by, note=kept.pk)
    enquiry.state = State.NEW if to is None else State.SCREENING
    enquiry.claimed_by, enquiry.claimed_at = to, None if to is None else at
    enquiry.save(update_fields=["state", "claimed_by", "claimed_at"])
    if to is None:
        record(events.RELEASED, enquiry, at=at, by=by)
    elif to == by:
        record(events.CLAIMED, enquiry, at=at, by=by)
    else:
        record(events.HANDED_OVER, enquiry, at=at, by=by, to=to.pk)
