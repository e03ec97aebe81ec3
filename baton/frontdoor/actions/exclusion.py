"""An enquiry is taken out of the queue and the figures, or opened again."""

from datetime import datetime

from baton.core import versions
from baton.core.wall import deed
from baton.frontdoor import events
from baton.frontdoor.actions.common import locked, record
from baton.frontdoor.actions.decision import refuse_taken_up
from baton.frontdoor.actions.information import end_requests
from baton.frontdoor.actions.joining import tell_joined
from baton.frontdoor.models import Enquiry, Exclusion
from baton.frontdoor.rules.enquiry import COUNTED, Verb, next_state
from baton.partnership.models import Practitioner


class NotAnOriginal(Exception):
    """A duplicate must point to an enquiry that counts, and not to itself."""

    def __init__(self) -> None:
        super().__init__("Enter the reference of the other enquiry, the one that stays.")


@deed
def withdraw(
    *, enquiry: Enquiry, reason: str, by: Practitioner, at: datetime, expected_version: int
) -> Enquiry:
    """Mark an enquiry as keyed in error. It stands in no list and no figure from `at`, and is not deleted.

    Raises `decision.TakenUp`, `NotPossibleNow`, `core.versions.Stale`.
    """
    enquiry = _excluded(enquiry, Verb.WITHDRAW, expected_version)
    end_requests(enquiry, by, at)
    Exclusion.objects.create(
        enquiry=enquiry, kind=Exclusion.Kind.KEYED_IN_ERROR, reason=reason, from_at=at, by=by
    )
    record(events.WITHDRAWN, enquiry, at=at, by=by)
    return enquiry


@deed
def mark_duplicate(
    *, enquiry: Enquiry, original: Enquiry, reason: str, by: Practitioner, at: datetime, expected_version: int
) -> Enquiry:
    """Join an enquiry to `original`, which stays, counts and keeps its clock; both enquirers are told that we look.

    Raises `NotAnOriginal`, `decision.TakenUp`, `NotPossibleNow`, `core.versions.Stale`.
    """
    original = locked(original)
    if original.pk == enquiry.pk or original.state not in COUNTED:
        raise NotAnOriginal
    enquiry = _excluded(enquiry, Verb.MARK_DUPLICATE, expected_version)
    end_requests(enquiry, by, at)
    Exclusion.objects.create(
        enquiry=enquiry,
        kind=Exclusion.Kind.DUPLICATE_OF,
        duplicate_of=original,
        reason=reason,
        from_at=at,
        by=by,
    )
    told = tell_joined(enquiry, original, by, at)
    record(events.DUPLICATE, enquiry, at=at, by=by, original=original.pk, told=[one.pk for one in told])
    return enquiry


@deed
def reopen(
    *, enquiry: Enquiry, reason: str, by: Practitioner, at: datetime, expected_version: int
) -> Enquiry:
    """Open a decided, withdrawn or duplicate enquiry again, in the hands of `by`.

    Its first decision stays its first, so no figure of the past changes. Raises `decision.TakenUp`,
    `NotPossibleNow`, `core.versions.Stale`.
    """
    enquiry = locked(enquiry)
    versions.bump(enquiry, expected_version)
    state = next_state(enquiry.state, Verb.REOPEN)
    refuse_taken_up(enquiry)
    enquiry.exclusions.filter(to_at=None).update(to_at=at)
    enquiry.state, enquiry.claimed_by, enquiry.claimed_at = state, by, at
    enquiry.save(update_fields=["state", "claimed_by", "claimed_at"])
    note = enquiry.notes.create(text=reason, source=REOPENED_BECAUSE, by=by, at=at)
    record(events.REOPENED, enquiry, at=at, by=by, note=note.pk)
    return enquiry


REOPENED_BECAUSE = "Opened again because"


def _excluded(enquiry: Enquiry, verb: Verb, expected_version: int) -> Enquiry:
    enquiry = locked(enquiry)
    versions.bump(enquiry, expected_version)
    state = next_state(enquiry.state, verb)
    refuse_taken_up(enquiry)
    enquiry.state = state
    enquiry.save(update_fields=["state"])
    return enquiry
