"""Somebody takes an enquiry to screen it, or puts it back."""

from datetime import datetime

from baton.core.wall import deed
from baton.frontdoor import events
from baton.frontdoor.actions.common import locked, record
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.enquiry import Verb, next_state
from baton.partnership.models import Practitioner


class AlreadyClaimed(Exception):
    """Somebody else has the enquiry."""

    def __init__(self, holder: Practitioner) -> None:
        self.holder = holder
        super().__init__(f"{holder.name} has claimed this enquiry. Ask them, or a manager, to release it.")


@deed
def claim(*, enquiry: Enquiry, by: Practitioner, at: datetime, take_over: bool = False) -> Enquiry:
    """Claim an enquiry for `by`, who screens it from now on.

    Claiming what one has already changes nothing. Raises `AlreadyClaimed` where somebody else has it and
    `take_over` is not set, and `NotPossibleNow`. Source: requirements R062.
    """
    enquiry = locked(enquiry)
    state = next_state(enquiry.state, Verb.CLAIM)
    if enquiry.claimed_by_id == by.pk:
        return enquiry
    if enquiry.claimed_by is not None and not take_over:
        raise AlreadyClaimed(enquiry.claimed_by)
    enquiry.state, enquiry.claimed_by, enquiry.claimed_at = state, by, at
    enquiry.save(update_fields=["state", "claimed_by", "claimed_at"])
    record(events.CLAIMED, enquiry, at=at, by=by)
    return enquiry


@deed
def release(*, enquiry: Enquiry, by: Practitioner | None, at: datetime) -> Enquiry:
    """Put a claimed enquiry back among the new ones, with all that was found out so far; by the system where it closed.

    Raises `NotPossibleNow`.
    """
    enquiry = locked(enquiry)
    enquiry.state = next_state(enquiry.state, Verb.RELEASE)
    enquiry.claimed_by = enquiry.claimed_at = None
    enquiry.save(update_fields=["state", "claimed_by", "claimed_at"])
    record(events.RELEASED, enquiry, at=at, by=by)
    return enquiry
